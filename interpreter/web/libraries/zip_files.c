/* Opens an archive of the page's files for reading. (Libzip's own way also writes, for which it needs more of a system.) */
#include <stdio.h>
#include <zip.h>

zip_source_t *zip_source_file_create(const char *name, zip_uint64_t start, zip_int64_t length, zip_error_t *error) {
  FILE *file = fopen(name, "rb");
  if (file != NULL) return zip_source_filep_create(file, start, length, error);
  zip_error_set(error, ZIP_ER_OPEN, 0);
  return NULL;
}
