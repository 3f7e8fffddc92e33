// The encoding of a text file, decided from all of its bytes, and the file's text as UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/files/files.hpp"

namespace cepol::files {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, gb18030 };

// As people write it: UTF-8, UTF-16LE, UTF-16BE, GB18030.
std::string_view name_of(Encoding encoding);
// Of a name in either case, with or without its hyphen: also gbk, gb2312, cp936 (parts of GB18030). Nullopt: none.
std::optional<Encoding> encoding_named(std::string_view name);

enum class Evidence : std::uint8_t {
  byte_order_mark,  // the file begins with one
  given,            // it was said which it is
  every_byte,       // all bytes fit it, and they do not fit those before it in the order of `Encoding`
  most_bytes,       // it fits better than the others
};

struct FoundEncoding {
  Encoding encoding = Encoding::utf8;
  Evidence evidence = Evidence::every_byte;
  // The line of the first bytes that are no characters of it. Of UTF-8 it is not given: there only the cell is lost.
  std::optional<std::uint64_t> bad_line;
};

// Reads the file from its begin to its end, and goes back to the begin. In this order: a byte order mark; what was
// given; UTF-8, if all bytes are that; UTF-16, if they are that and have the NULs of ASCII in it; UTF-8 that is
// damaged, if a third of its characters at least are UTF-8 (of GB18030 hardly any are); GB18030, if most of its
// characters of two bytes are those of GB2312, and all bytes, or nearly all, are that. What is none of these is UTF-8.
FoundEncoding encoding_of(Reader& bytes, std::optional<Encoding> given = std::nullopt);

// The text of a file that is not UTF-8, as UTF-8, without its byte order mark; converted block by block.
class DecodedText final : public Reader {
 public:
  DecodedText(Reader& bytes, Encoding encoding);
  ~DecodedText() override;
  std::size_t read(char* space, std::size_t size) override;
  bool seek(std::size_t byte) override;  // only to its begin
  std::string error() const override;
  std::size_t size() const override { return 0; }
  // The line of bytes that are no characters of the encoding; nothing is read from there on. Nullopt: there are none so
  // far.
  std::optional<std::uint64_t> bad_line() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cepol::files
