// A file that is UTF-8 is validated at the speed of memory; only another one is looked at byte by byte. The conversion
// is that of the system's iconv.
#include "interpreter/files/encoding.hpp"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "interpreter/files/code_counts.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 18;
constexpr std::size_t widest = 16;  // bytes of what one step of the conversion may write
// Of UTF-16 at least every so many bytes one is a NUL: a comma or a line end for every 31 other characters; of what
// might be ASCII with NULs in it, every other character.
constexpr std::uint64_t bytes_for_a_nul = 64, bytes_of_ascii_for_a_nul = 4;
// Characters of a file that is damaged, for each that is: with fewer it may be anything.
constexpr std::uint64_t well_for_an_ill = 8;

struct EncodingName {
  Encoding encoding;
  std::string_view name, of_iconv;
};
constexpr EncodingName names[] = {{Encoding::utf8, "UTF-8", "UTF-8"},
                                  {Encoding::utf16le, "UTF-16LE", "UTF-16LE"},
                                  {Encoding::utf16be, "UTF-16BE", "UTF-16BE"},
                                  {Encoding::gb18030, "GB18030", "GB18030"}};

struct ByteOrderMark {
  Encoding encoding;
  std::string_view bytes;
};
constexpr ByteOrderMark marks[] = {{Encoding::utf8, "\xEF\xBB\xBF"},
                                   {Encoding::gb18030, "\x84\x31\x95\x33"},
                                   {Encoding::utf16le, "\xFF\xFE"},
                                   {Encoding::utf16be, "\xFE\xFF"}};

// Bytes at the end of a block that may be the begin of a character.
std::size_t cut_off(const char* block, std::size_t size) {
  for (std::size_t back = 1; back <= 3 && back <= size; ++back) {
    const auto byte = static_cast<unsigned char>(block[size - back]);
    if (byte >= 0xC0) return back;
    if (byte < 0x80) return 0;
  }
  return 0;
}

bool all_utf8_without_nul(Reader& bytes, std::vector<char>& block) {
  std::size_t kept = 0;
  for (;;) {
    const std::size_t count = bytes.read(block.data() + kept, block.size() - kept);
    if (count > 0 && std::memchr(block.data() + kept, '\0', count) != nullptr) return false;
    const std::size_t size = kept + count, rest = count == 0 ? 0 : cut_off(block.data(), size);
    if (!simdjson::validate_utf8(block.data(), size - rest)) return false;
    if (count == 0) return true;
    std::memmove(block.data(), block.data() + size - rest, rest);
    kept = rest;
  }
}

struct AllCounts {
  Utf8Counts utf8;
  Gb18030Counts gb18030;
  Utf16Counts utf16le{false}, utf16be{true};
  std::uint64_t bytes = 0, nuls = 0;
  const ByteOrderMark* mark = nullptr;

  const CodeCounts& of(Encoding encoding) const {
    switch (encoding) {
      case Encoding::utf8: return utf8;
      case Encoding::utf16le: return utf16le;
      case Encoding::utf16be: return utf16be;
      case Encoding::gb18030: return gb18030;
    }
    return utf8;
  }
};

AllCounts count_all(Reader& bytes, std::vector<char>& block) {
  AllCounts counts;
  std::uint64_t line = 1;
  while (const std::size_t size = bytes.read(block.data(), block.size())) {
    if (counts.bytes == 0)
      for (const ByteOrderMark& mark : marks)
        if (counts.mark == nullptr && std::string_view(block.data(), size).starts_with(mark.bytes)) counts.mark = &mark;
    counts.bytes += size;
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(block[i]);
      counts.nuls += byte == 0 ? 1 : 0;
      counts.utf8.feed(byte, line);
      counts.gb18030.feed(byte, line);
      counts.utf16le.feed(byte, line);
      counts.utf16be.feed(byte, line);
      line += byte == '\n' ? 1 : 0;
    }
  }
  counts.utf8.end(line);
  counts.gb18030.end(line);
  counts.utf16le.end(line);
  counts.utf16be.end(line);
  return counts;
}

// UTF-16 without a mark: read with its bytes the other way round it has hardly any ASCII.
std::optional<Encoding> utf16_of(const AllCounts& counts) {
  const std::uint64_t wanted = counts.utf8.ill == 0 ? bytes_of_ascii_for_a_nul : bytes_for_a_nul;
  if (counts.nuls * wanted < counts.bytes) return std::nullopt;
  const bool little = counts.utf16le.ascii > 2 * counts.utf16be.ascii && counts.utf16le.ill == 0,
             big = counts.utf16be.ascii > 2 * counts.utf16le.ascii && counts.utf16be.ill == 0;
  return little ? std::optional(Encoding::utf16le) : big ? std::optional(Encoding::utf16be) : std::nullopt;
}

FoundEncoding choose(const AllCounts& counts) {
  if (counts.mark != nullptr) return {counts.mark->encoding, Evidence::byte_order_mark, {}};
  if (counts.utf8.ill == 0 && (counts.nuls == 0 || counts.utf8.well > 0)) return {};
  if (const auto utf16 = utf16_of(counts)) return {*utf16, Evidence::every_byte, {}};
  if (counts.utf8.ill == 0) return {};
  if (counts.utf8.well * 2 >= counts.utf8.ill) return {Encoding::utf8, Evidence::most_bytes, {}};
  const bool chinese = counts.gb18030.two_bytes > 0 && counts.gb18030.gb2312 * 2 >= counts.gb18030.two_bytes;
  if (chinese && counts.gb18030.ill == 0) return {Encoding::gb18030, Evidence::every_byte, {}};
  if (chinese && counts.gb18030.ill * well_for_an_ill <= counts.gb18030.well)
    return {Encoding::gb18030, Evidence::most_bytes, {}};
  return {Encoding::utf8, Evidence::most_bytes, {}};
}

}  // namespace

std::string_view name_of(Encoding encoding) { return names[static_cast<std::size_t>(encoding)].name; }

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string form;
  for (const char c : name)
    if (c != '-' && c != '_') form += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (form == "utf8" || form == "utf8bom") return Encoding::utf8;
  if (form == "utf16le" || form == "utf16") return Encoding::utf16le;
  if (form == "utf16be") return Encoding::utf16be;
  if (form == "gb18030" || form == "gbk" || form == "gb2312" || form == "cp936") return Encoding::gb18030;
  return std::nullopt;
}

FoundEncoding encoding_of(Reader& bytes, std::optional<Encoding> given) {
  std::vector<char> block(bytes.size() == 0 ? block_size : std::clamp<std::size_t>(bytes.size() + 4, 64, block_size));
  const bool plain = (!given || *given == Encoding::utf8) && all_utf8_without_nul(bytes, block);
  FoundEncoding found{Encoding::utf8, given ? Evidence::given : Evidence::every_byte, {}};
  if (!plain && bytes.seek(0)) {
    const AllCounts counts = count_all(bytes, block);
    if (!given || counts.mark != nullptr)
      found = choose(counts);
    else
      found.encoding = *given;
    if (found.encoding != Encoding::utf8) found.bad_line = counts.of(found.encoding).bad_line;
  }
  bytes.seek(0);
  return found;
}

struct DecodedText::State {
  Reader& bytes;
  Encoding encoding;
  iconv_t converter;
  std::array<char, std::size_t{1} << 16> raw{};
  std::size_t size = 0;  // of what is in `raw` and not yet converted
  std::uint64_t line = 1;
  std::string pending{};  // converted, and wider than the space it was asked for
  bool at_begin = true, at_end = false, failed = false;

  void fill() {
    const std::size_t count = bytes.read(raw.data() + size, raw.size() - size);
    at_end = count == 0;
    size += count;
  }
  void skip_mark() {
    while (size < 4 && !at_end) fill();
    for (const ByteOrderMark& mark : marks)
      if (mark.encoding == encoding && std::string_view(raw.data(), size).starts_with(mark.bytes))
        drop(mark.bytes.size());
  }
  void drop(std::size_t count) {
    std::memmove(raw.data(), raw.data() + count, size - count);
    size -= count;
  }
};

DecodedText::DecodedText(Reader& bytes, Encoding encoding)
    : state_(
          new State{bytes, encoding,
                    ::iconv_open("UTF-8", std::string(names[static_cast<std::size_t>(encoding)].of_iconv).c_str())}) {}

DecodedText::~DecodedText() {
  if (state_->converter != reinterpret_cast<iconv_t>(-1)) ::iconv_close(state_->converter);
}

std::size_t DecodedText::read(char* space, std::size_t size) {
  State& state = *state_;
  if (state.at_begin) state.skip_mark();
  state.at_begin = false;
  if (!state.pending.empty()) {
    const std::size_t count = state.pending.copy(space, size);
    state.pending.erase(0, count);
    return count;
  }
  if (size < widest) {
    char room[4 * widest];
    state.pending.assign(room, read(room, sizeof room));
    return state.pending.empty() ? 0 : read(space, size);
  }
  state.failed = state.failed || state.converter == reinterpret_cast<iconv_t>(-1);
  while (!state.failed) {
    char *from = state.raw.data(), *to = space;
    std::size_t left = state.size, room = size;
    const std::size_t result = ::iconv(state.converter, &from, &left, &to, &room);
    const int why = result == static_cast<std::size_t>(-1) ? errno : 0;
    state.drop(state.size - left);
    state.line += static_cast<std::uint64_t>(std::count(space, to, '\n'));
    if (to != space) return static_cast<std::size_t>(to - space);
    if (state.at_end && state.size == 0) return 0;
    // What is left is no character; or the begin of one, of which no more comes.
    state.failed = why == EILSEQ || (state.at_end && state.size > 0);
    if (!state.failed) state.fill();
  }
  return 0;
}

bool DecodedText::seek(std::size_t byte) {
  if (byte != 0 || !state_->bytes.seek(0)) return false;
  ::iconv(state_->converter, nullptr, nullptr, nullptr, nullptr);
  state_->size = 0;
  state_->pending.clear();
  state_->line = 1;
  state_->at_end = state_->failed = false;
  state_->at_begin = true;
  return true;
}

std::string DecodedText::error() const { return state_->bytes.error(); }
std::optional<std::uint64_t> DecodedText::bad_line() const {
  return state_->failed ? std::optional(state_->line) : std::nullopt;
}

}  // namespace cepol::files
