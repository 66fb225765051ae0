#include "planes.h"

INLINE void pack(const uint8_t values[64], uint32_t plane_count, uint64_t *words) {
  for (uint32_t plane = 0; plane < plane_count; plane++) {
    uint64_t word = 0;
    for (int byte = 0; byte < 8; byte++) {
      uint64_t eight;
      memcpy(&eight, values + 8 * byte, 8);
      word |= ((((eight >> plane) & LOW_BITS) * 0x0102040810204080u) >> 56) << (8 * byte);
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
