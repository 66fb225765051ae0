#include <string.h>

#include "CColumnKernels.h"

// Odd constants from the fractional parts of the golden ratio and of the roots of 2, 3, 5.
static const uint64_t factors[4] = {0x9e3779b97f4a7c15u, 0x6a09e667f3bcc909u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu};

static inline uint64_t turn(uint64_t word, int by) { return word << by | word >> (64 - by); }

static inline uint64_t mix(uint64_t word) {
  word = (word ^ word >> 32) * factors[1];
  word = (word ^ word >> 29) * factors[2];
  return word ^ word >> 32;
}

// Four lanes, so that a multiplication never waits for the one before it. Every step of a lane can be undone, so two
// inputs that differ in one word differ in their lane to the end.
uint64_t ck_checksum(const void *bytes, size_t count) {
  const unsigned char *next = bytes;
  uint64_t lanes[4] = {factors[0], factors[1], factors[2], factors[3]};
  size_t rest = count;
  for (; rest >= 32; rest -= 32, next += 32) {
    uint64_t words[4];
    memcpy(words, next, 32);
    for (int lane = 0; lane < 4; lane++) lanes[lane] = turn(lanes[lane] ^ words[lane], 29) * factors[lane];
  }
  uint64_t words[4] = {0};
  memcpy(words, next, rest);
  for (int lane = 0; lane < 4; lane++) lanes[lane] = turn(lanes[lane] ^ words[lane], 29) * factors[lane];
  uint64_t sum = mix(count + factors[0]);
  for (int lane = 0; lane < 4; lane++) sum = mix(turn(sum, 17) ^ mix(lanes[lane]));
  return sum;
}
