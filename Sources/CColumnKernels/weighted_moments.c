#include <stdlib.h>

#include "level.h"
#include "rows.h"

// Sums of whole numbers in doubles, which are exact up to 2^53: a weight has at most 32 bits and the square of a score at
// most 8, so 4,096 rows stay below, after which the sums move on to 64-bit integers.

#define LANES 8
#define FLUSH_WORDS 64

typedef double octet __attribute__((vector_size(64)));

typedef struct {
  octet n, x, xx, xy;
} octet_sums;

typedef struct {
  size_t count, tiles;
  octet *scores;    // 64 rows of `tiles` octets
  octet *there;
  octet_sums *sums; // count rows of `tiles`
} workshop;

static int open_workshop(workshop *shop, size_t count) {
  shop->count = count;
  shop->tiles = (count + LANES - 1) / LANES;
  size_t block = 64 * shop->tiles * sizeof(octet);
  size_t all = 2 * block + count * shop->tiles * sizeof(octet_sums);
  char *memory = aligned_alloc(64, all);
  if (!memory) return 0;
  memset(memory, 0, all);
  shop->scores = (octet *)memory;
  shop->there = (octet *)(memory + block);
  shop->sums = (octet_sums *)(memory + 2 * block);
  return 1;
}

static void flush(workshop *shop, ck_moments sums) {
  for (size_t i = 0; i < shop->count; i++) {
    for (size_t j = 0; j < shop->count; j++) {
      octet_sums *tile = shop->sums + i * shop->tiles + j / LANES;
      size_t lane = j % LANES, index = i * shop->count + j;
      sums.n[index] += (uint64_t)tile->n[lane];
      sums.x[index] += (uint64_t)tile->x[lane];
      sums.xx[index] += (uint64_t)tile->xx[lane];
      sums.xy[index] += (uint64_t)tile->xy[lane];
    }
  }
  memset(shop->sums, 0, shop->count * shop->tiles * sizeof(octet_sums));
}

INLINE void add_word(const ck_column *columns, size_t word, uint64_t rows, const uint32_t *weights, workshop *shop) {
  double *scores = (double *)shop->scores, *there = (double *)shop->there;
  size_t stride = shop->tiles * LANES;
  for (size_t item = 0; item < shop->count; item++) {
    uint8_t values[64];
    unpack(words_of(columns[item], word), columns[item].plane_count, values);
    for (size_t row = 0; row < 64; row++) {
      uint8_t has = values[row] >= 2;
      scores[row * stride + item] = has ? values[row] - 2 : 0;
      there[row * stride + item] = has;
    }
  }
  double row_weights[64];
  for (size_t row = 0; row < 64; row++) {
    // Past the last row no weight may be read.
    row_weights[row] = rows >> row & 1 ? weights[64 * word + row] : 0;
  }
  for (size_t i = 0; i < shop->count; i++) {
    for (size_t tile = 0; tile < shop->tiles; tile++) {
      octet_sums sums = shop->sums[i * shop->tiles + tile];
      for (size_t row = 0; row < 64; row++) {
        double x = scores[row * stride + i];
        double w = row_weights[row] * there[row * stride + i];
        double wx = w * x;
        double wxx = wx * x;
        octet v = shop->there[row * shop->tiles + tile], y = shop->scores[row * shop->tiles + tile];
        sums.n += w * v;
        sums.x += wx * v;
        sums.xx += wxx * v;
        sums.xy += wx * y;
      }
      shop->sums[i * shop->tiles + tile] = sums;
    }
  }
}

#define WEIGHTED_ARGUMENTS                                                                                             \
  const ck_column *columns, const ck_strip *strips, size_t strip_count, const uint64_t *mask, size_t mask_group,       \
      const uint32_t *weights, workshop *shop, ck_moments sums

INLINE void add_strips(WEIGHTED_ARGUMENTS) {
  size_t words = 0;
  for (size_t each = 0; each < strip_count; each++) {
    for (size_t word = first_word(strips[each]); word <= last_word(strips[each]); word++) {
      uint64_t rows = passing(strips[each], word, mask, mask_group);
      if (!rows) continue;
      add_word(columns, word, rows, weights, shop);
      if (++words % FLUSH_WORDS == 0) flush(shop, sums);
    }
  }
  flush(shop, sums);
}

#if CK_X86
TARGET_AVX512 static void add_avx512(WEIGHTED_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, weights, shop, sums);
}

TARGET_AVX2 static void add_avx2(WEIGHTED_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, weights, shop, sums);
}
#endif

static void add_portable(WEIGHTED_ARGUMENTS) {
  add_strips(columns, strips, strip_count, mask, mask_group, weights, shop, sums);
}

void ck_add_weighted_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                             const uint64_t *mask, size_t mask_group, const uint32_t *weights, ck_moments sums) {
  workshop shop;
  int is_narrow = count > 0;
  for (size_t item = 0; item < count; item++) is_narrow &= columns[item].plane_count <= 4;
  if (!is_narrow || !open_workshop(&shop, count)) {
    return add_row_by_row(columns, count, strips, strip_count, mask, mask_group, weights, sums);
  }
#if CK_X86
  switch (ck_level()) {
    case CK_AVX512: add_avx512(columns, strips, strip_count, mask, mask_group, weights, &shop, sums); break;
    case CK_AVX2: add_avx2(columns, strips, strip_count, mask, mask_group, weights, &shop, sums); break;
    default: add_portable(columns, strips, strip_count, mask, mask_group, weights, &shop, sums);
  }
#else
  add_portable(columns, strips, strip_count, mask, mask_group, weights, &shop, sums);
#endif
  free(shop.scores);
}
