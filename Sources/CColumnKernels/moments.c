#include <stdlib.h>

#include "level.h"
#include "planes.h"
#include "rows.h"

#if CK_X86
#include <immintrin.h>

#include "unpack_avx2.h"
#endif

// MARK: by blocks of 512 rows, as products of small matrices of bytes
//
// For each item three rows of 512 bytes: its scores, their squares, and 1 where there is a score; 0 elsewhere. All sums are
// inner products of two such rows, made tile by tile so that a row that is loaded serves several sums; n comes from
// population counts of the bits.

#define BLOCK 512
#define TILE_ROWS 6
#define TILE_COLUMNS 4
#define LANES 16

typedef struct {
  size_t count;         // items
  size_t rows, columns; // items rounded up to whole tiles
  size_t reach;         // the larger of both
  uint8_t *scores;      // reach rows of BLOCK
  uint8_t *squares;
  uint8_t *there;
  group_bits *bits;     // count
  int32_t *xy, *x, *xx; // rows * columns sums of LANES lanes
  uint64_t *n;          // count * count
} workshop;

typedef void make_block(const ck_column *columns, const size_t *words, const uint64_t *rows, workshop *shop);
typedef void multiply(const uint8_t *left, const uint8_t *right, int32_t *sums, size_t stride);

static size_t round_up(size_t count, size_t unit) { return (count + unit - 1) / unit * unit; }

static int open_workshop(workshop *shop, size_t count) {
  shop->count = count;
  shop->rows = round_up(count, TILE_ROWS);
  shop->columns = round_up(count, TILE_COLUMNS);
  shop->reach = shop->rows > shop->columns ? shop->rows : shop->columns;
  size_t block_bytes = shop->reach * BLOCK;
  size_t sum_bytes = shop->rows * shop->columns * LANES * sizeof(int32_t);
  size_t all = 3 * block_bytes + round_up(count, 1) * 64 + 3 * sum_bytes + round_up(8 * count * count, 64);
  uint8_t *memory = aligned_alloc(64, round_up(all, 64));
  if (!memory) return 0;
  memset(memory, 0, all);
  shop->scores = memory;
  shop->squares = memory + block_bytes;
  shop->there = memory + 2 * block_bytes;
  shop->bits = (group_bits *)(memory + 3 * block_bytes);
  shop->xy = (int32_t *)(shop->bits + count);
  shop->x = shop->xy + sum_bytes / sizeof(int32_t);
  shop->xx = shop->x + sum_bytes / sizeof(int32_t);
  shop->n = (uint64_t *)(shop->xx + sum_bytes / sizeof(int32_t));
  return 1;
}

static uint64_t lane_sum(const int32_t *lanes) {
  int64_t sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += lanes[lane];
  return (uint64_t)sum;
}

static void close_workshop(workshop *shop, ck_moments sums) {
  size_t count = shop->count;
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < count; j++) {
      size_t index = i * count + j;
      size_t high = i > j ? i : j, low = i > j ? j : i;
      sums.n[index] += shop->n[high * count + low];
      sums.x[index] += lane_sum(shop->x + (i * shop->columns + j) * LANES);
      sums.xx[index] += lane_sum(shop->xx + (i * shop->columns + j) * LANES);
      sums.xy[index] += lane_sum(shop->xy + (high * shop->columns + low) * LANES);
    }
  }
  free(shop->scores);
}

// What every level does with a block, given how it multiplies.
INLINE void add_block(workshop *shop, multiply *multiply) {
  for (size_t i = 0; i < shop->count; i++) {
    for (size_t j = 0; j <= i; j++) {
      group_bits both = __builtin_elementwise_popcount(shop->bits[i] & shop->bits[j]);
      shop->n[i * shop->count + j] += __builtin_reduce_add(both);
    }
  }
  for (size_t i = 0; i < shop->rows; i += TILE_ROWS) {
    const uint8_t *scores = shop->scores + i * BLOCK;
    const uint8_t *squares = shop->squares + i * BLOCK;
    for (size_t j = 0; j < shop->columns; j += TILE_COLUMNS) {
      size_t tile = (i * shop->columns + j) * LANES;
      multiply(scores, shop->there + j * BLOCK, shop->x + tile, shop->columns * LANES);
      multiply(squares, shop->there + j * BLOCK, shop->xx + tile, shop->columns * LANES);
      if (j < i + TILE_ROWS) multiply(scores, shop->scores + j * BLOCK, shop->xy + tile, shop->columns * LANES);
    }
  }
}

// Gathers the words of the strips that have rows to add, eight to a block.
INLINE void add_strips(const ck_column *columns, const ck_strip *strips, size_t strip_count, const uint64_t *mask,
                       size_t mask_group, workshop *shop, make_block *make, multiply *multiply) {
  size_t words[8];
  uint64_t rows[8];
  size_t filled = 0;
  for (size_t each = 0; each < strip_count; each++) {
    for (size_t word = first_word(strips[each]); word <= last_word(strips[each]); word++) {
      uint64_t passed = passing(strips[each], word, mask, mask_group);
      if (!passed) continue;
      words[filled] = word;
      rows[filled++] = passed;
      if (filled < 8) continue;
      make(columns, words, rows, shop);
      add_block(shop, multiply);
      filled = 0;
    }
  }
  if (!filled) return;
  for (; filled < 8; filled++) {
    words[filled] = words[0];
    rows[filled] = 0;
  }
  make(columns, words, rows, shop);
  add_block(shop, multiply);
}

// Where the planes of four have a score: a stored value of 2 and more.
INLINE uint64_t scored(const uint64_t *words, uint32_t plane_count, uint64_t rows) {
  uint64_t any = 0;
  for (uint32_t plane = 1; plane < plane_count; plane++) any |= words[8 * plane];
  return any & rows;
}

INLINE void make_portable(const ck_column *columns, const size_t *words, const uint64_t *rows, workshop *shop) {
  for (size_t item = 0; item < shop->count; item++) {
    ck_column column = columns[item];
    for (int lane = 0; lane < 8; lane++) {
      const uint64_t *source = words_of(column, words[lane]);
      uint64_t valid = scored(source, column.plane_count, rows[lane]);
      shop->bits[item][lane] = valid;
      size_t place = item * BLOCK + 64 * (size_t)lane;
      for (int byte = 0; byte < 8; byte++) {
        uint64_t eight = 0;
        uint64_t there = spread((valid >> (8 * byte)) & 0xff);
        for (uint32_t plane = 0; plane < column.plane_count; plane++) {
          eight |= spread((source[8 * plane] >> (8 * byte)) & 0xff) << plane;
        }
        // 2 off where there is a score, nothing left elsewhere; no byte borrows from another.
        eight = (eight & (there * 0xff)) - 2 * there;
        memcpy(shop->scores + place + 8 * byte, &eight, 8);
        memcpy(shop->there + place + 8 * byte, &there, 8);
      }
      for (size_t row = place; row < place + 64; row++) {
        shop->squares[row] = (uint8_t)(shop->scores[row] * shop->scores[row]);
      }
    }
  }
}

INLINE void multiply_portable(const uint8_t *left, const uint8_t *right, int32_t *sums, size_t stride) {
  for (int i = 0; i < TILE_ROWS; i++) {
    for (int j = 0; j < TILE_COLUMNS; j++) {
      uint32_t sum = 0;
      for (int row = 0; row < BLOCK; row++) sum += (uint32_t)left[i * BLOCK + row] * right[j * BLOCK + row];
      sums[(size_t)i * stride + (size_t)j * LANES] += (int32_t)sum;
    }
  }
}

#define STRIPS_ARGUMENTS                                                                                               \
  const ck_column *columns, const ck_strip *strips, size_t strip_count, const uint64_t *mask, size_t mask_group,       \
      workshop *shop

static void add_portable(STRIPS_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, shop, make_portable, multiply_portable);
}

#if CK_X86
TARGET_AVX2 INLINE void multiply_avx2(const uint8_t *left, const uint8_t *right, int32_t *sums, size_t stride) {
  // Sixteen bits hold the sums of a block: at most 16 steps of two products up to 225.
  const __m256i one = _mm256_set1_epi16(1);
  for (int half = 0; half < TILE_ROWS; half += 3) {
    __m256i words[3][TILE_COLUMNS];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < TILE_COLUMNS; j++) words[i][j] = _mm256_setzero_si256();
    }
    for (int row = 0; row < BLOCK; row += 32) {
      __m256i b[TILE_COLUMNS];
      for (int j = 0; j < TILE_COLUMNS; j++) b[j] = _mm256_load_si256((const __m256i *)(right + j * BLOCK + row));
      for (int i = 0; i < 3; i++) {
        __m256i a = _mm256_load_si256((const __m256i *)(left + (half + i) * BLOCK + row));
        for (int j = 0; j < TILE_COLUMNS; j++) {
          words[i][j] = _mm256_add_epi16(words[i][j], _mm256_maddubs_epi16(a, b[j]));
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < TILE_COLUMNS; j++) {
        __m256i *sum = (__m256i *)(sums + (size_t)(half + i) * stride + (size_t)j * LANES);
        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(words[i][j], one));
      }
    }
  }
}

TARGET_AVX2 INLINE void make_avx2(const ck_column *columns, const size_t *words, const uint64_t *rows,
                                  workshop *shop) {
  const __m256i squares = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, (char)144, (char)169, (char)196, (char)225));
  const __m256i one = _mm256_set1_epi8(1), two = _mm256_set1_epi8(2);
  for (size_t item = 0; item < shop->count; item++) {
    ck_column column = columns[item];
    for (int lane = 0; lane < 8; lane++) {
      const uint64_t *source = words_of(column, words[lane]);
      uint64_t valid = scored(source, column.plane_count, rows[lane]);
      shop->bits[item][lane] = valid;
      for (int half = 0; half < 2; half++) {
        size_t place = item * BLOCK + 64 * (size_t)lane + 32 * (size_t)half;
        __m256i there = spread_avx2((uint32_t)(valid >> (32 * half)));
        __m256i scores = _mm256_and_si256(_mm256_sub_epi8(unpack_avx2(source, column.plane_count, half), two), there);
        _mm256_store_si256((__m256i *)(shop->scores + place), scores);
        _mm256_store_si256((__m256i *)(shop->squares + place), _mm256_shuffle_epi8(squares, scores));
        _mm256_store_si256((__m256i *)(shop->there + place), _mm256_and_si256(there, one));
      }
    }
  }
}

TARGET_AVX2 static void add_avx2(STRIPS_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, shop, make_avx2, multiply_avx2);
}

TARGET_AVX512 INLINE void make_avx512(const ck_column *columns, const size_t *words, const uint64_t *rows,
                                      workshop *shop) {
  const __m512i squares = _mm512_broadcast_i32x4(
      _mm_setr_epi8(0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, (char)144, (char)169, (char)196, (char)225));
  const __m512i one = _mm512_set1_epi8(1), two = _mm512_set1_epi8(2);
  for (size_t item = 0; item < shop->count; item++) {
    ck_column column = columns[item];
    for (int lane = 0; lane < 8; lane++) {
      const uint64_t *source = words_of(column, words[lane]);
      uint64_t valid = scored(source, column.plane_count, rows[lane]);
      ((uint64_t *)(shop->bits + item))[lane] = valid;
      size_t place = item * BLOCK + 64 * (size_t)lane;
      __m512i scores = _mm512_maskz_mov_epi8(source[0] & valid, one);
      for (uint32_t plane = 1; plane < column.plane_count; plane++) {
        scores = _mm512_mask_add_epi8(scores, source[8 * plane] & valid, scores, _mm512_set1_epi8((char)(1 << plane)));
      }
      scores = _mm512_mask_sub_epi8(scores, valid, scores, two);
      _mm512_store_si512(shop->scores + place, scores);
      _mm512_store_si512(shop->squares + place, _mm512_shuffle_epi8(squares, scores));
      _mm512_store_si512(shop->there + place, _mm512_maskz_mov_epi8(valid, one));
    }
  }
}

TARGET_AVX512 INLINE void multiply_avx512(const uint8_t *left, const uint8_t *right, int32_t *sums, size_t stride) {
  __m512i products[TILE_ROWS][TILE_COLUMNS];
  for (int i = 0; i < TILE_ROWS; i++) {
    for (int j = 0; j < TILE_COLUMNS; j++) {
      products[i][j] = _mm512_load_si512(sums + (size_t)i * stride + (size_t)j * LANES);
    }
  }
  for (int row = 0; row < BLOCK; row += 64) {
    __m512i b[TILE_COLUMNS];
    for (int j = 0; j < TILE_COLUMNS; j++) b[j] = _mm512_load_si512(right + j * BLOCK + row);
    for (int i = 0; i < TILE_ROWS; i++) {
      __m512i a = _mm512_load_si512(left + i * BLOCK + row);
      for (int j = 0; j < TILE_COLUMNS; j++) products[i][j] = _mm512_dpbusd_epi32(products[i][j], a, b[j]);
    }
  }
  for (int i = 0; i < TILE_ROWS; i++) {
    for (int j = 0; j < TILE_COLUMNS; j++) {
      _mm512_store_si512(sums + (size_t)i * stride + (size_t)j * LANES, products[i][j]);
    }
  }
}

TARGET_AVX512 static void add_avx512(STRIPS_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, shop, make_avx512, multiply_avx512);
}
#endif

void ck_add_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                    const uint64_t *mask, size_t mask_group, ck_moments sums) {
  workshop shop;
  int is_narrow = count > 0;
  for (size_t item = 0; item < count; item++) is_narrow &= columns[item].plane_count <= 4;
  if (!is_narrow || !open_workshop(&shop, count)) {
    return add_row_by_row(columns, count, strips, strip_count, mask, mask_group, NULL, sums);
  }
#if CK_X86
  switch (ck_level()) {
    case CK_AVX512: add_avx512(columns, strips, strip_count, mask, mask_group, &shop); break;
    case CK_AVX2: add_avx2(columns, strips, strip_count, mask, mask_group, &shop); break;
    default: add_portable(columns, strips, strip_count, mask, mask_group, &shop);
  }
#else
  add_portable(columns, strips, strip_count, mask, mask_group, &shop);
#endif
  close_workshop(&shop, sums);
}
