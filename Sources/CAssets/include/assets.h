#pragma once
#include <stddef.h>

// A file that travels inside the binary. `path` is relative to Sources/.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t size;
} dudao_asset;

size_t dudao_asset_count(void);
const dudao_asset *dudao_asset_at(size_t index);
