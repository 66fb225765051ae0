#include "level.h"

#include <stdatomic.h>

#include "CColumnKernels.h"

// -1 until asked.
static atomic_int level = -1;

static int best_level(void) {
#if CK_X86
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("popcnt") || !__builtin_cpu_supports("bmi") ||
      !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("fma")) {
    return CK_PORTABLE;
  }
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl") ||
      !__builtin_cpu_supports("avx512vbmi") || !__builtin_cpu_supports("avx512vnni") ||
      !__builtin_cpu_supports("avx512vpopcntdq")) {
    return CK_AVX2;
  }
  return CK_AVX512;
#else
  return CK_PORTABLE;
#endif
}

int ck_level(void) {
  int known = atomic_load_explicit(&level, memory_order_relaxed);
  if (known < 0) {
    known = best_level();
    atomic_store_explicit(&level, known, memory_order_relaxed);
  }
  return known;
}

int ck_hold_level(int wanted) {
  int best = best_level();
  int held = wanted < 0 ? 0 : wanted < best ? wanted : best;
  atomic_store_explicit(&level, held, memory_order_relaxed);
  return held;
}
