#include "CColumnKernels.h"

void ck_roll_up(uint32_t *table, const int32_t *above, size_t count, size_t width) {
  for (size_t place = count; place-- > 0;) {
    if (above[place] < 0) continue;
    // Never the same cell: what is above a place comes before it.
    const uint32_t *restrict from = table + place * width;
    uint32_t *restrict to = table + (size_t)above[place] * width;
    for (size_t slot = 0; slot < width; slot++) to[slot] += from[slot];
  }
}
