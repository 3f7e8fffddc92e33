#include "interpreter/files/cell_marks.hpp"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace cepol::files {

namespace {

bool is_cell_mark(char c, char delimiter) { return c == delimiter || c == '\n' || c == '\r' || c == '"'; }

#ifdef __SSE2__
constexpr std::size_t word_bytes = 64;

// Of so many bytes, a bit each.
std::uint64_t marks_of_word(const char* at, char delimiter) {
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < word_bytes; i += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const auto are = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i any = _mm_or_si128(_mm_or_si128(are(delimiter), are('"')), _mm_or_si128(are('\n'), are('\r')));
    found |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(any))} << i;
  }
  return found;
}
#endif

}  // namespace

std::uint32_t* write_cell_marks(std::string_view text, char delimiter, std::uint32_t first, std::uint32_t* to) {
  std::size_t at = 0;
#ifdef __SSE2__
  for (; at + word_bytes <= text.size(); at += word_bytes)
    for (std::uint64_t found = marks_of_word(text.data() + at, delimiter); found != 0; found &= found - 1)
      *to++ = first + static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(found));
#endif
  for (; at < text.size(); ++at)
    if (is_cell_mark(text[at], delimiter)) *to++ = first + static_cast<std::uint32_t>(at);
  return to;
}

}  // namespace cepol::files
