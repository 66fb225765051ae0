#include "level.h"
#include "planes.h"

INLINE void mask_groups(const ck_condition *conditions, size_t count, size_t first, size_t end, group_bits *results,
                        group_bits *mask) {
  for (size_t group = first; group < end; group++, mask++) {
    for (size_t each = 0; each < count; each++) {
      ck_condition condition = conditions[each];
      const group_bits *planes = (const group_bits *)condition.column.planes + group * condition.column.plane_count;
      group_bits *result = results + 2;
      for (uint32_t step = 0; step < condition.node_count; step++, result++) {
        ck_node node = condition.nodes[step];
        *result = (planes[node.plane] & results[node.high]) | (~planes[node.plane] & results[node.low]);
      }
      *mask = each ? *mask & result[-1] : result[-1];
    }
  }
}

INLINE void mask_strips(const ck_condition *conditions, size_t count, const ck_strip *strips, size_t strip_count,
                        uint64_t *scratch, uint64_t *mask, size_t mask_group) {
  memset(scratch, 0, 64);
  memset(scratch + 8, 0xff, 64);
  size_t done = 0;
  for (size_t each = 0; each < strip_count; each++) {
    size_t first = strips[each].start / 512;
    size_t end = (strips[each].end - 1) / 512 + 1;
    if (first < done) first = done;
    if (first >= end) continue;
    mask_groups(conditions, count, first, end, (group_bits *)scratch, (group_bits *)mask + (first - mask_group));
    done = end;
  }
}

#define MASK_ARGUMENTS                                                                                                 \
  const ck_condition *conditions, size_t count, const ck_strip *strips, size_t strip_count, uint64_t *scratch,         \
      uint64_t *mask, size_t mask_group

#if CK_X86
TARGET_AVX512 static void mask_avx512(MASK_ARGUMENTS) {
  mask_strips(conditions, count, strips, strip_count, scratch, mask, mask_group);
}

TARGET_AVX2 static void mask_avx2(MASK_ARGUMENTS) {
  mask_strips(conditions, count, strips, strip_count, scratch, mask, mask_group);
}
#endif

void ck_mask(MASK_ARGUMENTS) {
#if CK_X86
  switch (ck_level()) {
    case CK_AVX512: return mask_avx512(conditions, count, strips, strip_count, scratch, mask, mask_group);
    case CK_AVX2: return mask_avx2(conditions, count, strips, strip_count, scratch, mask, mask_group);
  }
#endif
  mask_strips(conditions, count, strips, strip_count, scratch, mask, mask_group);
}

INLINE void count_strips(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,
                         uint32_t *table) {
  for (size_t each = 0; each < count; each++) {
    ck_strip strip = strips[each];
    if (!mask) {
      table[strip.cell] += strip.end - strip.start;
      continue;
    }
    uint32_t rows = 0;
    for (size_t word = first_word(strip); word <= last_word(strip); word++) {
      rows += (uint32_t)__builtin_popcountll(passing(strip, word, mask, mask_group));
    }
    table[strip.cell] += rows;
  }
}

#if CK_X86
TARGET_AVX2 static void count_avx2(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group,
                                   uint32_t *table) {
  count_strips(strips, count, mask, mask_group, table);
}
#endif

void ck_count(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *table) {
#if CK_X86
  if (ck_level() >= CK_AVX2) return count_avx2(strips, count, mask, mask_group, table);
#endif
  count_strips(strips, count, mask, mask_group, table);
}

size_t ck_rows(const ck_strip *strips, size_t count, const uint64_t *mask, size_t mask_group, uint32_t *rows) {
  size_t found = 0;
  for (size_t each = 0; each < count; each++) {
    for (size_t word = first_word(strips[each]); word <= last_word(strips[each]); word++) {
      for (uint64_t bits = passing(strips[each], word, mask, mask_group); bits; bits &= bits - 1) {
        rows[found++] = (uint32_t)(64 * word) + (uint32_t)__builtin_ctzll(bits);
      }
    }
  }
  return found;
}
