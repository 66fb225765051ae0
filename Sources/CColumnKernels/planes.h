// How rows lie in planes, and how they come out of them, a word of 64 rows at a time.
#ifndef PLANES_H
#define PLANES_H

#include <string.h>

#include "CColumnKernels.h"

#define INLINE static inline __attribute__((always_inline))

// 512 rows of one plane.
typedef uint64_t group_bits __attribute__((vector_size(64)));

#define LOW_BITS 0x0101010101010101u

INLINE const uint64_t *words_of(ck_column column, size_t word) {
  return column.planes + word / 8 * 8 * column.plane_count + word % 8;
}

// A byte to eight bytes of 0 or 1.
INLINE uint64_t spread(uint64_t byte) {
  uint64_t bits = (byte * LOW_BITS) & 0x8040201008040201u;
  return ((bits + 0x7f7f7f7f7f7f7f7fu) >> 7) & LOW_BITS;
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

INLINE size_t first_word(ck_strip strip) { return strip.start / 64; }

INLINE size_t last_word(ck_strip strip) { return (strip.end - 1) / 64; }

// The rows of a word that lie in the strip and pass.
INLINE uint64_t passing(ck_strip strip, size_t word, const uint64_t *mask, size_t mask_group) {
  uint64_t rows = ~(uint64_t)0;
  if (word == first_word(strip)) rows &= ~(uint64_t)0 << strip.start % 64;
  if (word == last_word(strip)) rows &= ~(uint64_t)0 >> (63 - (strip.end - 1) % 64);
  return mask ? rows & mask[word - 8 * mask_group] : rows;
}

#endif
