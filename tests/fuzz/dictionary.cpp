// Writes the dictionary of libFuzzer: the keywords of the language in both spellings. Run when the targets are built.
#include <cstdio>
#include <string_view>

#include "lang/syntax/keywords.hpp"

namespace {

void write_entry(std::string_view text) {
  std::putchar('"');
  for (const char c : text) std::printf("\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
  std::puts("\"");
}

}  // namespace

int main() {
  for (const cepol::syntax::KeywordEntry& entry : cepol::syntax::keywords()) {
    write_entry(entry.en);
    write_entry(entry.zh);
  }
}
