// What the processor that we run on can do. Each kernel is compiled once for every level and chosen when it is called.
#ifndef LEVEL_H
#define LEVEL_H

#define CK_PORTABLE 0
#define CK_AVX2 1
#define CK_AVX512 2

#if defined(__x86_64__)
#define CK_X86 1
#define TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,fma,lzcnt,popcnt")))
#define TARGET_AVX512                                                                                                  \
  __attribute__((target("avx2,bmi,bmi2,fma,lzcnt,popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vnni,"        \
                        "avx512vpopcntdq")))
#else
#define CK_X86 0
#endif

#endif
