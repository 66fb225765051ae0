#include "level.h"
#include "planes.h"

#if CK_X86
#include <immintrin.h>

#include "unpack_avx2.h"
#endif

// MARK: a column of at most four planes, by the bits themselves
//
// Every stored value is an AND of its planes or their complements; how often it occurs is that AND's population count.
// No row is unpacked and no counter is written more than once a strip.

// The rows of 64 or 512 that hold each of 1 << planes values. `bits` is a word or a group of words.
#define MINTERMS(type, rows, bits, planes, terms)                                                                      \
  do {                                                                                                                 \
    terms[0] = (rows);                                                                                                 \
    for (int plane = (planes) - 1, known = 1; plane >= 0; plane--, known *= 2) {                                       \
      for (int term = known - 1; term >= 0; term--) {                                                                  \
        type both = terms[term];                                                                                       \
        terms[2 * term + 1] = both & bits[plane];                                                                      \
        terms[2 * term] = both & ~bits[plane];                                                                         \
      }                                                                                                                \
    }                                                                                                                  \
  } while (0)

INLINE void tally_word(const uint64_t *words, int planes, int slots, uint64_t rows, uint32_t *cell) {
  uint64_t bits[4], terms[16];
  for (int plane = 0; plane < planes; plane++) bits[plane] = words[8 * plane];
  MINTERMS(uint64_t, rows, bits, planes, terms);
  for (int slot = 0; slot < slots; slot++) cell[slot] += (uint32_t)__builtin_popcountll(terms[slot]);
}

INLINE void tally_groups(const group_bits *groups, int planes, int slots, const group_bits *mask, size_t count,
                         uint32_t *cell) {
  group_bits sums[16];
  for (int slot = 0; slot < slots; slot++) sums[slot] = (group_bits){0};
  for (size_t group = 0; group < count; group++, groups += planes) {
    group_bits bits[4], terms[16];
    group_bits all = mask ? mask[group] : ~(group_bits){0};
    for (int plane = 0; plane < planes; plane++) bits[plane] = groups[plane];
    MINTERMS(group_bits, all, bits, planes, terms);
    for (int slot = 0; slot < slots; slot++) sums[slot] += __builtin_elementwise_popcount(terms[slot]);
  }
  for (int slot = 0; slot < slots; slot++) cell[slot] += (uint32_t)__builtin_reduce_add(sums[slot]);
}

// `slots` is known when this is compiled; `real` is how many of them the table has.
INLINE void tally_strips(ck_column column, int planes, int slots, int real, const ck_strip *strips,
                         size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    uint32_t cell[16] = {0};
    size_t word = first_word(strip), last = last_word(strip);
    if (last - word >= 24) {
      for (; word % 8 || word == first_word(strip); word++) {
        tally_word(words_of(column, word), planes, slots, passing(strip, word, mask, mask_group), cell);
      }
      size_t groups = (last - word) / 8;
      tally_groups((const group_bits *)words_of(column, word), planes, slots,
                   mask ? (const group_bits *)(mask + (word - 8 * mask_group)) : NULL, groups, cell);
      word += 8 * groups;
    }
    for (; word <= last; word++) {
      tally_word(words_of(column, word), planes, slots, passing(strip, word, mask, mask_group), cell);
    }
    uint32_t *counters = table + (size_t)strip.cell * (size_t)real;
    for (int slot = 0; slot < real; slot++) counters[slot] += cell[slot];
  }
}

#define TALLY_ARGUMENTS                                                                                                \
  ck_column column, uint32_t slots, const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,     \
      uint32_t *table

INLINE void tally_narrow(TALLY_ARGUMENTS) {
  int real = (int)slots;
  switch (column.plane_count) {
    case 1: return tally_strips(column, 1, 2, real, strips, count, mask, mask_group, table);
    case 2: return tally_strips(column, 2, 4, real, strips, count, mask, mask_group, table);
    case 3: return tally_strips(column, 3, 8, real, strips, count, mask, mask_group, table);
    default:
      if (slots <= 13) return tally_strips(column, 4, 13, real, strips, count, mask, mask_group, table);
      return tally_strips(column, 4, 16, real, strips, count, mask, mask_group, table);
  }
}

// MARK: anything wider, or by segment: a counter a row

// The rows that are given their counters before the first of them is counted. Reading indices that were written a moment ago
// while counters are written takes twice as long.
#define BLOCK_WORDS 8

// Two tables by turns, so that neighbours with the same value don't wait for each other; when there is only one, both are it.
INLINE void scatter_block(const uint16_t indices[64 * BLOCK_WORDS], uint32_t *even, uint32_t *odd) {
  for (int row = 0; row < 64 * BLOCK_WORDS; row += 2) {
    even[indices[row]]++;
    odd[indices[row + 1]]++;
  }
}

// Those of a word's rows that are counted.
INLINE void scatter_some(const uint16_t indices[64], uint64_t rows, uint32_t *even, uint32_t *odd) {
  for (; rows; rows &= rows - 1) {
    even[indices[__builtin_ctzll(rows)]]++;
    uint32_t *other = even;
    even = odd;
    odd = other;
  }
}

INLINE void index_portable(ck_column column, ck_column segment, uint32_t slots, size_t word, uint16_t indices[64]) {
  unpack_wide(words_of(column, word), column.plane_count, indices);
  if (!segment.planes) return;
  uint16_t segments[64];
  unpack_wide(words_of(segment, word), segment.plane_count, segments);
  for (int row = 0; row < 64; row++) indices[row] = (uint16_t)(indices[row] + segments[row] * slots);
}

#if CK_X86
TARGET_AVX512 INLINE __m512i unpack_avx512(const uint64_t *words, uint32_t plane_count) {
  __m512i values = _mm512_setzero_si512();
  for (uint32_t plane = 0; plane < plane_count; plane++) {
    values = _mm512_mask_add_epi8(values, words[8 * plane], values, _mm512_set1_epi8((char)(1 << plane)));
  }
  return values;
}

// Both columns have at most 8 planes.
TARGET_AVX512 INLINE void index_avx512(ck_column column, ck_column segment, uint32_t slots, size_t word,
                                       uint16_t indices[64]) {
  __m512i values = unpack_avx512(words_of(column, word), column.plane_count);
  __m512i low = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(values));
  __m512i high = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(values, 1));
  if (segment.planes) {
    __m512i segments = unpack_avx512(words_of(segment, word), segment.plane_count);
    __m512i width = _mm512_set1_epi16((short)slots);
    __m512i first = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(segments));
    __m512i second = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(segments, 1));
    low = _mm512_add_epi16(low, _mm512_mullo_epi16(first, width));
    high = _mm512_add_epi16(high, _mm512_mullo_epi16(second, width));
  }
  _mm512_storeu_si512(indices, low);
  _mm512_storeu_si512(indices + 32, high);
}

TARGET_AVX2 INLINE void index_avx2(ck_column column, ck_column segment, uint32_t slots, size_t word,
                                   uint16_t indices[64]) {
  for (int half = 0; half < 2; half++) {
    __m256i values = unpack_avx2(words_of(column, word), column.plane_count, half);
    __m256i low = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(values));
    __m256i high = _mm256_cvtepu8_epi16(_mm256_extracti128_si256(values, 1));
    if (segment.planes) {
      __m256i segments = unpack_avx2(words_of(segment, word), segment.plane_count, half);
      __m256i width = _mm256_set1_epi16((short)slots);
      __m256i first = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(segments));
      __m256i second = _mm256_cvtepu8_epi16(_mm256_extracti128_si256(segments, 1));
      low = _mm256_add_epi16(low, _mm256_mullo_epi16(first, width));
      high = _mm256_add_epi16(high, _mm256_mullo_epi16(second, width));
    }
    _mm256_storeu_si256((__m256i *)(indices + 32 * half), low);
    _mm256_storeu_si256((__m256i *)(indices + 32 * half + 16), high);
  }
}
#endif

// Most counters of a cell that get a second table.
#define TWIN_LIMIT 4096

#define TALLY_BY_ARGUMENTS                                                                                             \
  ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots, const ck_strip *strips, size_t count,   \
      const uint64_t *mask, size_t mask_group, uint32_t *table

#define SCATTER_STRIPS(index)                                                                                          \
  size_t width = (size_t)slots * segment_slots;                                                                        \
  for (size_t each = 0; each < count; each++) {                                                                        \
    ck_strip strip = strips[each];                                                                                     \
    uint32_t *even = table + strip.cell * width, *odd = even;                                                          \
    uint32_t twin[TWIN_LIMIT];                                                                                         \
    if (width <= TWIN_LIMIT && strip.end - strip.start > 4 * width) {                                                  \
      odd = twin;                                                                                                      \
      memset(twin, 0, 4 * width);                                                                                      \
    }                                                                                                                  \
    for (size_t word = first_word(strip); word <= last_word(strip); word += BLOCK_WORDS) {                             \
      uint16_t indices[64 * BLOCK_WORDS];                                                                              \
      uint64_t rows[BLOCK_WORDS], all = ~(uint64_t)0;                                                                  \
      for (size_t next = 0; next < BLOCK_WORDS; next++) {                                                              \
        rows[next] = word + next <= last_word(strip) ? passing(strip, word + next, mask, mask_group) : 0;              \
        all &= rows[next];                                                                                             \
        if (rows[next]) index(column, segment, slots, word + next, indices + 64 * next);                               \
      }                                                                                                                \
      if (all == ~(uint64_t)0) {                                                                                       \
        scatter_block(indices, even, odd);                                                                             \
        continue;                                                                                                      \
      }                                                                                                                \
      for (int next = 0; next < BLOCK_WORDS; next++) scatter_some(indices + 64 * next, rows[next], even, odd);         \
    }                                                                                                                  \
    if (odd != even) {                                                                                                 \
      for (size_t slot = 0; slot < width; slot++) even[slot] += twin[slot];                                            \
    }                                                                                                                  \
  }

static void scatter_portable(TALLY_BY_ARGUMENTS) { SCATTER_STRIPS(index_portable) }

#if CK_X86
TARGET_AVX2 static void scatter_avx2(TALLY_BY_ARGUMENTS) { SCATTER_STRIPS(index_avx2) }

// Where a column has more than 8 planes.
TARGET_AVX2 static void scatter_planes(TALLY_BY_ARGUMENTS) { SCATTER_STRIPS(index_portable) }

TARGET_AVX512 static void scatter_avx512(TALLY_BY_ARGUMENTS) { SCATTER_STRIPS(index_avx512) }
#endif

// A cell with more counters than 16 bits can number.
static void scatter_wide(TALLY_BY_ARGUMENTS) {
  for (size_t each = 0; each < count; each++) {
    uint32_t *cell = table + (size_t)strips[each].cell * segment_slots * slots;
    for (size_t word = first_word(strips[each]); word <= last_word(strips[each]); word++) {
      uint16_t values[64], segments[64] = {0};
      unpack_wide(words_of(column, word), column.plane_count, values);
      if (segment.planes) unpack_wide(words_of(segment, word), segment.plane_count, segments);
      for (uint64_t rows = passing(strips[each], word, mask, mask_group); rows; rows &= rows - 1) {
        int row = __builtin_ctzll(rows);
        cell[(size_t)segments[row] * slots + values[row]]++;
      }
    }
  }
}

// MARK: choosing

void ck_tally_by(TALLY_BY_ARGUMENTS) {
  if ((size_t)slots * segment_slots > 65536) {
    return scatter_wide(column, slots, segment, segment_slots, strips, count, mask, mask_group, table);
  }
#if CK_X86
  int level = ck_level();
  if (level >= CK_AVX2 && (column.plane_count > 8 || segment.plane_count > 8)) {
    return scatter_planes(column, slots, segment, segment_slots, strips, count, mask, mask_group, table);
  }
  switch (level) {
    case CK_AVX512:
      return scatter_avx512(column, slots, segment, segment_slots, strips, count, mask, mask_group, table);
    case CK_AVX2: return scatter_avx2(column, slots, segment, segment_slots, strips, count, mask, mask_group, table);
  }
#endif
  scatter_portable(column, slots, segment, segment_slots, strips, count, mask, mask_group, table);
}

#if CK_X86
TARGET_AVX512 static void tally_avx512(TALLY_ARGUMENTS) {
  tally_narrow(column, slots, strips, count, mask, mask_group, table);
}

TARGET_AVX2 static void tally_avx2(TALLY_ARGUMENTS) {
  tally_narrow(column, slots, strips, count, mask, mask_group, table);
}
#endif

void ck_tally(TALLY_ARGUMENTS) {
  ck_column none = {0};
  if (column.plane_count > 4) {
    return ck_tally_by(column, slots, none, 1, strips, count, mask, mask_group, table);
  }
#if CK_X86
  switch (ck_level()) {
    case CK_AVX512: return tally_avx512(column, slots, strips, count, mask, mask_group, table);
    case CK_AVX2: return tally_avx2(column, slots, strips, count, mask, mask_group, table);
  }
#endif
  tally_narrow(column, slots, strips, count, mask, mask_group, table);
}

void ck_tally_weighted(ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots,
                       const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,
                       const uint32_t *weights, ck_weight_sum *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    ck_weight_sum *cell = table + (size_t)strip.cell * segment_slots * slots;
    for (size_t word = first_word(strip); word <= last_word(strip); word++) {
      uint64_t rows = passing(strip, word, mask, mask_group);
      if (!rows) continue;
      uint16_t values[64], segments[64] = {0};
      unpack_wide(words_of(column, word), column.plane_count, values);
      if (segment.planes) unpack_wide(words_of(segment, word), segment.plane_count, segments);
      for (; rows; rows &= rows - 1) {
        int row = __builtin_ctzll(rows);
        ck_weight_sum *sum = cell + (size_t)segments[row] * slots + values[row];
        uint64_t weight = weights[64 * word + (size_t)row];
        uint64_t square = weight * weight;
        sum->units += weight;
        sum->squares_low += square;
        sum->squares_high += sum->squares_low < square;
      }
    }
  }
}
