// What the page gives beside WASI (worker/host.ts).
#pragma once

#include <cstdint>

extern "C" {
#define CEPOL_HOST(name) __attribute__((import_module("cepol"), import_name(name)))
// SHA-256: begin() gives the number of a digest, end() writes its 64 hexadecimal digits.
CEPOL_HOST("digest_begin") std::uint32_t host_digest_begin();
CEPOL_HOST("digest_add") void host_digest_add(std::uint32_t digest, const char* bytes, std::uint32_t size);
CEPOL_HOST("digest_end") void host_digest_end(std::uint32_t digest, char* digits);
#undef CEPOL_HOST
}
