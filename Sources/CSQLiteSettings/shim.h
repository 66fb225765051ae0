#include <sqlite3.h>

/* Swift can't call a function with a variable number of arguments. */
static inline int kompas_sqlite_keep_no_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
