// Planes to bytes with AVX2: a bit becomes a byte of ones by spreading each byte of the plane over eight, and keeping its
// own bit.
#ifndef UNPACK_AVX2_H
#define UNPACK_AVX2_H

#include "level.h"

#if CK_X86

#include <immintrin.h>

#include "planes.h"

TARGET_AVX2 INLINE __m256i spread_avx2(uint32_t rows) {
  const __m256i order = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3,
                                         3, 3, 3, 3, 3, 3);
  const __m256i own = _mm256_set1_epi64x((long long)0x8040201008040201u);
  __m256i bytes = _mm256_shuffle_epi8(_mm256_set1_epi32((int)rows), order);
  return _mm256_cmpeq_epi8(_mm256_and_si256(bytes, own), own);
}

// 32 rows of at most 8 planes: the lower half of the word, or the upper.
TARGET_AVX2 INLINE __m256i unpack_avx2(const uint64_t *words, uint32_t plane_count, int half) {
  __m256i values = _mm256_setzero_si256();
  for (uint32_t plane = 0; plane < plane_count; plane++) {
    __m256i rows = spread_avx2((uint32_t)(words[8 * plane] >> (32 * half)));
    values = _mm256_or_si256(values, _mm256_and_si256(rows, _mm256_set1_epi8((char)(1 << plane))));
  }
  return values;
}

#endif

#endif
