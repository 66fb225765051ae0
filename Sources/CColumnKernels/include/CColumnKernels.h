// Kernels over bit planes. A column of p planes is laid out in groups of 512 rows: 8 words of plane 0, 8 words of
// plane 1, and so on; bit r of a stored value's plane k is row 64 * word + r. Every buffer of planes starts on a
// 64-byte boundary and ends in at least one group of zeros.
#ifndef COLUMN_KERNELS_H
#define COLUMN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Rows with the same period and unit, from `start` up to the next run's start.
typedef struct {
  uint32_t period;
  uint32_t unit;
  uint32_t start;
} ck_run;

// Rows start..<end, counted in table cell `cell`.
typedef struct {
  uint32_t start;
  uint32_t end;
  uint32_t cell;
} ck_strip;

typedef struct {
  const uint64_t *planes;
  uint32_t plane_count;
} ck_column;

// A step of a decision diagram: takes `high` where the plane's bit is set, else `low`. 0 is never, 1 is always, k + 2 is
// the result of node k.
typedef struct {
  uint32_t plane;
  uint32_t high;
  uint32_t low;
} ck_node;

typedef struct {
  ck_column column;
  const ck_node *nodes;
  uint32_t node_count;
} ck_condition;

typedef struct {
  uint64_t units;
  uint64_t squares_low;
  uint64_t squares_high;
} ck_weight_sum;

// The level of kernels in use: 0 portable, 1 AVX2 with POPCNT, 2 AVX-512 with VBMI, VPOPCNTDQ and VNNI.
int ck_level(void);
// Holds the level down to `level`, for tests and measurements; gives the level that is in use from now on.
int ck_hold_level(int level);

// Packs `count` stored values, taken in `order` when it is given, into planes.
void ck_encode8(const uint8_t *values, const uint32_t *order, size_t count, uint32_t plane_count, uint64_t *planes);
void ck_encode16(const uint16_t *values, const uint32_t *order, size_t count, uint32_t plane_count, uint64_t *planes);
// Unpacks rows 0..<count.
void ck_decode8(ck_column column, size_t count, uint8_t *values);
void ck_decode16(ck_column column, size_t count, uint16_t *values);

// Writes, for the groups that the strips touch, which of their rows pass every condition, 8 words a group; `mask` begins
// with group `mask_group`. Strips ascend. At least one condition, each with at least one node. `scratch` is on a 64-byte
// boundary, as is `mask`, and has room for 8 words a node of the longest condition, and 16 more.
void ck_mask(const ck_condition *conditions, size_t count, const ck_strip *strips, size_t strip_count,
             uint64_t *scratch, uint64_t *mask, size_t mask_group);

// For all the functions below: `mask` holds the rows that pass, from group `mask_group` on; null when all pass.

// table[cell] += rows.
void ck_count(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table);
// table[cell * slots + value] += rows.
void ck_tally(ck_column column, uint32_t slots, const ck_strip *strips, size_t count, const uint64_t *mask,
              size_t mask_group, uint32_t *table);
// table[(cell * segment_slots + segment) * slots + value] += rows.
void ck_tally_by(ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots, const ck_strip *strips,
                 size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table);
// The same with weights; `segment.planes` null when there is no segment.
void ck_tally_weighted(ck_column column, uint32_t slots, ck_column segment, uint32_t segment_slots,
                       const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,
                       const uint32_t *weights, ck_weight_sum *table);

// Adds each cell of `width` counters to the cell that `above` names, which comes before it; negative for none.
void ck_roll_up(uint32_t *table, const int32_t *above, size_t count, size_t width);

// Pairwise moments of at most 256 columns that hold score + 2, and 0 and 1 for none; of at most 2^20 rows a call. Columns
// of at most 4 planes are fast. Each table is count * count: n[i][j] rows with both; x[i][j] sum of i where j is there
// too; xx[i][j] of its squares; xy[i][j] of products. With weights each row counts by its weight, which is exact as long
// as a sum stays below 2^64.
typedef struct {
  uint64_t *n;
  uint64_t *x;
  uint64_t *xx;
  uint64_t *xy;
} ck_moments;

void ck_add_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                    const uint64_t *mask, size_t mask_group, ck_moments sums);
void ck_add_weighted_moments(const ck_column *columns, size_t count, const ck_strip *strips, size_t strip_count,
                             const uint64_t *mask, size_t mask_group, const uint32_t *weights, ck_moments sums);

// Row numbers that pass, at most as many as the strips have; gives how many.
size_t ck_rows(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *rows);

// A sum over bytes that any damaged bit changes; no defence against someone who means to deceive.
uint64_t ck_checksum(const void *bytes, size_t count);

#endif
