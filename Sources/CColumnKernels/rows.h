// Moments as plainly as can be, for what the faster ways can't hold: scales of more than four planes.
#ifndef ROWS_H
#define ROWS_H

#include "planes.h"

static inline void add_row_by_row(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                                  const uint64_t *mask, size_t mask_group, const uint32_t *weights, ck_moments sums) {
  uint8_t values[256][64];
  for (size_t each = 0; each < strip_count; each++) {
    for (size_t word = first_word(strips[each]); word <= last_word(strips[each]); word++) {
      uint64_t rows = passing(strips[each], word, mask, mask_group);
      if (!rows) continue;
      for (size_t column = 0; column < count; column++) {
        unpack(words_of(columns[column], word), columns[column].plane_count, values[column]);
      }
      for (; rows; rows &= rows - 1) {
        int row = __builtin_ctzll(rows);
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

#endif
