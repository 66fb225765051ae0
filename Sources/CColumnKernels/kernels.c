#include "CColumnKernels.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

static const uint64_t ones = 0x0101010101010101u;

// MARK: packing

INLINE void pack(const uint8_t values[64], uint32_t plane_count, uint64_t *words) {
  for (uint32_t plane = 0; plane < plane_count; plane++) {
    uint64_t word = 0;
    for (int byte = 0; byte < 8; byte++) {
      uint64_t eight;
      memcpy(&eight, values + 8 * byte, 8);
      word |= ((((eight >> plane) & ones) * 0x0102040810204080u) >> 56) << (8 * byte);
    }
    words[8 * plane] = word;
  }
}

void ck_encode8(const uint8_t *values, const uint32_t *order, size_t count, uint32_t plane_count, uint64_t *planes) {
  for (size_t first = 0; first < count; first += 64) {
    uint8_t block[64] = {0};
    size_t rows = count - first < 64 ? count - first : 64;
    if (order) {
      for (size_t row = 0; row < rows; row++) block[row] = values[order[first + row]];
    } else {
      memcpy(block, values + first, rows);
    }
    pack(block, plane_count, planes + first / 512 * 8 * plane_count + first % 512 / 64);
  }
}

void ck_encode16(const uint16_t *values, const uint32_t *order, size_t count, uint32_t plane_count, uint64_t *planes) {
  for (size_t first = 0; first < count; first += 64) {
    uint8_t low[64] = {0}, high[64] = {0};
    size_t rows = count - first < 64 ? count - first : 64;
    for (size_t row = 0; row < rows; row++) {
      uint16_t value = values[order ? order[first + row] : first + row];
      low[row] = (uint8_t)value;
      high[row] = (uint8_t)(value >> 8);
    }
    uint64_t *words = planes + first / 512 * 8 * plane_count + first % 512 / 64;
    pack(low, plane_count < 8 ? plane_count : 8, words);
    if (plane_count > 8) pack(high, plane_count - 8, words + 64);
  }
}

INLINE const uint64_t *words_of(ck_column column, size_t word) {
  return column.planes + word / 8 * 8 * column.plane_count + word % 8;
}

// A byte to eight bytes of 0 or 1.
INLINE uint64_t spread(uint64_t byte) {
  uint64_t bits = (byte * ones) & 0x8040201008040201u;
  return ((bits + 0x7f7f7f7f7f7f7f7fu) >> 7) & ones;
}

INLINE void unpack(const uint64_t *words, uint32_t plane_count, uint8_t values[64]) {
  for (int byte = 0; byte < 8; byte++) {
    uint64_t eight = 0;
    for (uint32_t plane = 0; plane < plane_count; plane++) {
      eight |= spread((words[8 * plane] >> (8 * byte)) & 0xff) << plane;
    }
    memcpy(values + 8 * byte, &eight, 8);
  }
}

INLINE void unpack_wide(const uint64_t *words, uint32_t plane_count, uint16_t values[64]) {
  uint8_t low[64], high[64];
  unpack(words, plane_count < 8 ? plane_count : 8, low);
  if (plane_count <= 8) {
    for (int row = 0; row < 64; row++) values[row] = low[row];
    return;
  }
  unpack(words + 64, plane_count - 8, high);
  for (int row = 0; row < 64; row++) values[row] = (uint16_t)(low[row] | high[row] << 8);
}

void ck_decode8(ck_column column, size_t count, uint8_t *values) {
  for (size_t first = 0; first < count; first += 64) {
    uint8_t block[64];
    unpack(words_of(column, first / 64), column.plane_count, block);
    memcpy(values + first, block, count - first < 64 ? count - first : 64);
  }
}

void ck_decode16(ck_column column, size_t count, uint16_t *values) {
  for (size_t first = 0; first < count; first += 64) {
    uint16_t block[64];
    unpack_wide(words_of(column, first / 64), column.plane_count, block);
    memcpy(values + first, block, 2 * (count - first < 64 ? count - first : 64));
  }
}

// MARK: selecting

// The rows of a word that lie in the strip and pass.
INLINE uint64_t passing(ck_strip strip, size_t word, const uint64_t *mask, size_t mask_group) {
  uint64_t rows = ~(uint64_t)0;
  if (word == strip.start / 64) rows &= ~(uint64_t)0 << strip.start % 64;
  if (word == (strip.end - 1) / 64) rows &= ~(uint64_t)0 >> (63 - (strip.end - 1) % 64);
  return mask ? rows & mask[word - 8 * mask_group] : rows;
}

void ck_mask(const ck_condition *conditions, size_t count, size_t first_group, size_t group_count, uint64_t *scratch,
             uint64_t *mask) {
  memset(scratch, 0, 64);
  memset(scratch + 8, 0xff, 64);
  for (size_t group = 0; group < group_count; group++) {
    uint64_t *rows = mask + 8 * group;
    for (size_t each = 0; each < count; each++) {
      ck_condition condition = conditions[each];
      const uint64_t *planes = condition.column.planes + (first_group + group) * 8 * condition.column.plane_count;
      uint64_t *result = scratch + 16;
      for (uint32_t step = 0; step < condition.node_count; step++, result += 8) {
        ck_node node = condition.nodes[step];
        for (int lane = 0; lane < 8; lane++) {
          uint64_t bits = planes[8 * node.plane + lane];
          result[lane] = (bits & scratch[8 * node.high + lane]) | (~bits & scratch[8 * node.low + lane]);
        }
      }
      result -= 8;
      for (int lane = 0; lane < 8; lane++) rows[lane] = each ? rows[lane] & result[lane] : result[lane];
    }
  }
}

void ck_count(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    if (!mask) {
      table[strip.cell] += strip.end - strip.start;
      continue;
    }
    uint32_t rows = 0;
    for (size_t word = strip.start / 64; word <= (strip.end - 1) / 64; word++) {
      rows += (uint32_t)__builtin_popcountll(passing(strip, word, mask, mask_group));
    }
    table[strip.cell] += rows;
  }
}

size_t ck_rows(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *rows) {
  size_t found = 0;
  for (size_t each = 0; each < count; each++) {
    for (size_t word = strips[each].start / 64; word <= (strips[each].end - 1) / 64; word++) {
      for (uint64_t bits = passing(strips[each], word, mask, mask_group); bits; bits &= bits - 1) {
        rows[found++] = (uint32_t)(64 * word) + (uint32_t)__builtin_ctzll(bits);
      }
    }
  }
  return found;
}

// MARK: counting

void ck_tally(ck_column column, uint32_t slots, const ck_strip *strips, size_t count, const uint64_t *mask,
              size_t mask_group, uint32_t *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    uint32_t *cell = table + (size_t)strip.cell * slots;
    for (size_t word = strip.start / 64; word <= (strip.end - 1) / 64; word++) {
      uint64_t bits = passing(strip, word, mask, mask_group);
      if (!bits) continue;
      uint16_t values[64];
      unpack_wide(words_of(column, word), column.plane_count, values);
      for (; bits; bits &= bits - 1) cell[values[__builtin_ctzll(bits)]]++;
    }
  }
}

void ck_tally_by(ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots, const ck_strip *strips,
                 size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    uint32_t *cell = table + (size_t)strip.cell * segment_slots * slots;
    for (size_t word = strip.start / 64; word <= (strip.end - 1) / 64; word++) {
      uint64_t bits = passing(strip, word, mask, mask_group);
      if (!bits) continue;
      uint16_t values[64], segments[64];
      unpack_wide(words_of(column, word), column.plane_count, values);
      unpack_wide(words_of(segment, word), segment.plane_count, segments);
      for (; bits; bits &= bits - 1) {
        int row = __builtin_ctzll(bits);
        cell[(size_t)segments[row] * slots + values[row]]++;
      }
    }
  }
}

void ck_tally_weighted(ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots,
                       const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,
                       const uint32_t *weights, ck_weight_sum *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    ck_weight_sum *cell = table + (size_t)strip.cell * segment_slots * slots;
    for (size_t word = strip.start / 64; word <= (strip.end - 1) / 64; word++) {
      uint64_t bits = passing(strip, word, mask, mask_group);
      if (!bits) continue;
      uint16_t values[64], segments[64] = {0};
      unpack_wide(words_of(column, word), column.plane_count, values);
      if (segment.planes) unpack_wide(words_of(segment, word), segment.plane_count, segments);
      for (; bits; bits &= bits - 1) {
        int row = __builtin_ctzll(bits);
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

// MARK: moments

void ck_add_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                    const uint64_t *mask, size_t mask_group, ck_moments sums) {
  ck_add_weighted_moments(columns, count, strips, strip_count, mask, mask_group, NULL, sums);
}

void ck_add_weighted_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                             const uint64_t *mask, size_t mask_group, const uint32_t *weights, ck_moments sums) {
  uint8_t values[256][64];
  for (size_t each = 0; each < strip_count; each++) {
    ck_strip strip = strips[each];
    for (size_t word = strip.start / 64; word <= (strip.end - 1) / 64; word++) {
      uint64_t bits = passing(strip, word, mask, mask_group);
      if (!bits) continue;
      for (size_t column = 0; column < count; column++) {
        unpack(words_of(columns[column], word), columns[column].plane_count, values[column]);
      }
      for (; bits; bits &= bits - 1) {
        int row = __builtin_ctzll(bits);
        uint64_t weight = weights ? weights[64 * word + (size_t)row] : 1;
        for (size_t i = 0; i < count; i++) {
          if (values[i][row] < 2) continue;
          uint64_t x = values[i][row] - 2u;
          for (size_t j = 0; j < count; j++) {
            if (values[j][row] < 2) continue;
            uint64_t y = values[j][row] - 2u;
            sums.n[i * count + j] += weight;
            sums.x[i * count + j] += weight * x;
            sums.xx[i * count + j] += weight * x * x;
            sums.xy[i * count + j] += weight * x * y;
          }
        }
      }
    }
  }
}

static int held_level = 0;

int ck_level(void) { return held_level; }

int ck_hold_level(int level) {
  held_level = level < 0 ? level : 0;
  return held_level;
}
