// Encodes texts by kind. Escape sequences are made here, from the runs of a styled text, and nowhere else.
#include "interpreter/cli/text_stream.hpp"

#include <iconv.h>
#include <simdjson.h>

#include <optional>
#include <string_view>
#include <utility>

#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

std::string_view escape_sequence(Style style) {
  switch (style) {
    case Style::plain: return "\033[0m";
    case Style::bold: return "\033[1m";
    case Style::error: return "\033[1;31m";
    case Style::warning: return "\033[1;33m";
  }
  return {};
}

std::string with_styles(const StyledText& styled) {
  const std::string_view text = styled.text();
  std::string result;
  std::size_t at = 0;
  for (const StyledText::Run& run : styled.runs()) {
    result += visible(text.substr(at, run.begin - at));
    result += escape_sequence(run.style);
    result += visible(text.substr(run.begin, run.end - run.begin));
    result += escape_sequence(Style::plain);
    at = run.end;
  }
  return result + visible(text.substr(at));
}

std::string valid_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text)) return std::string(text);
  std::string result;
  while (const std::optional<std::size_t> invalid = invalid_utf8(text)) {
    result += text.substr(0, *invalid);
    result += "\uFFFD";
    text.remove_prefix(*invalid + 1);
  }
  return result += text;
}

void append_json_escape(std::string& text, char32_t unit) {
  constexpr char digits[] = "0123456789abcdef";
  text += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) text += digits[unit >> shift & 15u];
}

// Hidden characters other than the line feeds between its parts stand within the strings of a JSON text.
std::string json_with_escapes(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!is_hidden(point.value) || point.value == '\n') {
      result += text.substr(at, point.length);
    } else if (point.value > 0xFFFF) {
      append_json_escape(result, 0xD800 + ((point.value - 0x10000) >> 10));
      append_json_escape(result, 0xDC00 + ((point.value - 0x10000) & 0x3FF));
    } else {
      append_json_escape(result, point.value);
    }
    at += point.length;
  }
  return result;
}

// The C library's encoder. It is not shared by threads.
class Gb18030Encoder {
 public:
  Gb18030Encoder() : converter_(::iconv_open("GB18030", "UTF-8")) {}
  Gb18030Encoder(const Gb18030Encoder&) = delete;
  Gb18030Encoder& operator=(const Gb18030Encoder&) = delete;
  ~Gb18030Encoder() {
    if (is_open()) ::iconv_close(converter_);
  }
  bool is_open() const { return converter_ != reinterpret_cast<iconv_t>(-1); }
  // Every character has a code of at most four bytes.
  std::string encode(std::string text) {
    std::string bytes(text.size() * 4, '\0');
    char *from = text.data(), *to = bytes.data();
    std::size_t from_left = text.size(), to_left = bytes.size();
    while (from_left > 0 && ::iconv(converter_, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1)) {
      // A character that this version of the table lacks.
      const std::size_t length = code_point_at(std::string_view(from, from_left), 0).length;
      from += length;
      from_left -= length;
      *to++ = '?';
      --to_left;
    }
    bytes.resize(bytes.size() - to_left);
    return bytes;
  }

 private:
  iconv_t converter_;
};

Gb18030Encoder& gb18030_encoder() {
  thread_local Gb18030Encoder encoder;
  return encoder;
}

std::string in_gb18030(std::string text) { return gb18030_encoder().encode(std::move(text)); }

}  // namespace

std::string encoded(const StyledText& text, TextKind kind) {
  switch (kind) {
    case TextKind::people:
    case TextKind::html: return visible(text.text());
    case TextKind::terminal: return with_styles(text);
    case TextKind::json: return json_with_escapes(valid_utf8(text.text()));
    case TextKind::exact:
    case TextKind::with_bom: return valid_utf8(text.text());
    case TextKind::bytes: return text.text();
    case TextKind::gb18030: return in_gb18030(valid_utf8(text.text()));
  }
  return {};
}

bool can_encode_gb18030() { return gb18030_encoder().is_open(); }

bool print_begin(std::FILE* stream, TextKind kind) {
  return kind != TextKind::with_bom || print(stream, StyledText("\uFEFF"), TextKind::exact);
}

bool print(std::FILE* stream, const StyledText& text, TextKind kind) {
  const std::string bytes = encoded(text, kind);
  return std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
}

StyledText without_ids(const StyledText& text, const IdWords& also) { return text.with(masked_ids(text.text(), also)); }

void replace_line(std::FILE* terminal, const std::string& text) {
  const std::string bytes = "\r\033[K" + visible_line(text);
  std::fwrite(bytes.data(), 1, bytes.size(), terminal);
}

}  // namespace cepol::cli
