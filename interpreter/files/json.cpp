#include "interpreter/files/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "interpreter/files/json_pieces.hpp"
#include "interpreter/files/json_rows.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_json = 0xFFFFFFFF - 64;  // bytes, a limit of simdjson

// Counts lines up to places that mostly come one after the other.
class LineCount {
 public:
  explicit LineCount(std::string_view text) : text_(text) {}
  std::uint64_t operator()(std::size_t offset) {
    if (offset < at_) {
      at_ = 0;
      line_ = 1;
    }
    for (offset = std::min(offset, text_.size()); at_ < offset; ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

bool is_text(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size()) && bytes.find('\0') == std::string_view::npos;
}

// U+FFFD in place of each byte that is no text; with room for simdjson after it.
std::string with_marks(std::string_view text) {
  std::string mended;
  while (!text.empty()) {
    const std::size_t nul = std::min(text.find('\0'), text.size());
    const std::size_t good = std::min(invalid_utf8(text.substr(0, nul)).value_or(nul), nul);
    mended += text.substr(0, good);
    if (good < text.size()) mended += mark_of_damage;
    text.remove_prefix(std::min(good + 1, text.size()));
  }
  mended.reserve(mended.size() + simdjson::SIMDJSON_PADDING);
  return mended;
}

// A whole file, piece by piece: a slip in a row costs that row, bytes that are no text cost their cell.
class JsonFile {
 public:
  JsonFile(data::DatasetBuilder& builder, const core::Program& program, const std::string& text)
      : builder_(builder),
        reader_(builder, program),
        text_(text),
        lines_(text_),
        pieces_(text_, [this](std::string_view name) { return reader_.find(name).has_value(); }) {}

  std::optional<ReadError> read(const std::optional<std::string>& named, const std::string& path) {
    std::optional<std::uint32_t> shape;
    if (named) shape = reader_.find(*named);
    const char front = pieces_.front();
    if (front == '[' && shape) {
      rows_of(*shape);
    } else if (front == '{') {
      members_or_row(shape);
    } else if (shape && front != '[') {
      return ReadError{path, data::Fault::json_syntax, {"1"}};
    }
    if (!known_ && named) known_ = shape;
    if (!known_) return ReadError{path, data::Fault::no_known_table, {reader_.known_names()}};
    const bool ended = pieces_.ended();
    if (const auto slip = ended || pieces_.slip() ? pieces_.slip() : pieces_.place()) {
      const std::uint64_t line = lines_(rest_.value_or(*slip));
      if (rows_ == 0)
        return ReadError{path, data::Fault::json_syntax, {std::to_string(std::min(line, spoilt_.value_or(line)))}};
      builder_.note(reader_.shape(*known_).name, 0, "", rest_ ? data::Fault::json_rest : data::Fault::json_slip,
                    {std::to_string(line)});
    } else if (rows_ == 0 && spoilt_) {
      return ReadError{path, data::Fault::json_syntax, {std::to_string(*spoilt_)}};
    }
    for (const std::string& name : unknown_) builder_.open(name, {});
    reader_.end_file();
    return std::nullopt;
  }

 private:
  // The list at the place.
  void rows_of(std::uint32_t shape) {
    known_ = shape;
    while (const auto piece = pieces_.element()) row(*piece, shape);
  }

  // An object: of tables, or one row of the table that the file is named after. Its first name tells.
  void members_or_row(std::optional<std::uint32_t> shape) {
    bool first = true;
    while (const auto member = pieces_.member()) {
      const std::string name = name_of(*member);
      if (std::exchange(first, false) && shape) {
        const JsonShape& own = reader_.shape(*shape);
        if (own.has(name) || reader_.is_child(own, name) || !reader_.find(name)) {
          const std::size_t begin = text_.find('{');
          const std::size_t end = end_of_value(text_.substr(begin));
          known_ = shape;
          row({begin, end == std::string_view::npos ? text_.size() : begin + end, end != std::string_view::npos},
              *shape);
          pieces_.skip_to(end == std::string_view::npos ? text_.size() : begin + end);
          return;
        }
      }
      const auto table = reader_.find(name);
      const bool list = text_.substr(member->value.begin).starts_with('[');
      if (!table) {
        unknown_.push_back(name);
        if (list)
          while (pieces_.element()) {
          }
      } else if (list) {
        rows_of(*table);
      } else if (text_.substr(member->value.begin).starts_with('{')) {
        known_ = table;
        row(member->value, *table);
      } else {
        known_ = table;
        if (text_.substr(member->value.begin, member->value.end - member->value.begin) != "null")
          builder_.note(reader_.shape(*table).name, 0, "", data::Fault::table_wrong_kind, {reader_.shape(*table).name});
      }
    }
  }

  void row(const JsonPieces::Piece& piece, std::uint32_t shape) {
    std::string_view text = text_.substr(piece.begin, piece.end - piece.begin);
    auto bad = [&](const char* place, std::uint32_t source_row) {
      const std::uint64_t line = lines_(piece.begin + static_cast<std::size_t>(place - text.data()));
      if (!spoilt_) spoilt_ = line;
      builder_.unreadable(reader_.shape(shape).name, source_row, "", data::Fault::json_line_syntax,
                          {std::to_string(line)});
    };
    if (!text.starts_with('{')) {
      ++rows_;
      builder_.unreadable(reader_.shape(shape).name, reader_.next_row(shape), "", data::Fault::row_wrong_kind);
      return;
    }
    const bool clean = is_text(text);
    std::string mended;
    if (!clean) mended = with_marks(text);
    const std::string_view json = clean ? text : std::string_view(mended);
    const std::size_t capacity = clean ? text_.size() - piece.begin + simdjson::SIMDJSON_PADDING : mended.capacity();
    reader_.set_damaged(!clean);
    reader_.set_where(json.data());
    ondemand::document document;
    ondemand::object object;
    JsonRow row;
    if (!piece.whole && piece.end == text_.size()) rest_ = piece.begin;
    if (!piece.whole || parser_.iterate(json.data(), json.size(), capacity).get(document) ||
        document.get_object().get(object))
      return bad(text.data(), reader_.next_row(shape));
    if (reader_.read_row(object, shape, row)) {
      const char* place = nullptr;
      if (!document.current_location().get(place) && place > reader_.where() && place < json.data() + json.size())
        reader_.set_where(place);
      return bad(clean ? reader_.where() : text.data(), row.source_row);
    }
    ++rows_;
    reader_.emit(row);
  }

  std::string name_of(const JsonPieces::Member& member) {
    const std::string_view quoted = text_.substr(member.name_begin, member.name_end - member.name_begin);
    std::string_view name;
    ondemand::document document;
    if (quoted.find('\\') != std::string_view::npos &&
        !parser_.iterate(quoted.data(), quoted.size(), text_.size() - member.name_begin + simdjson::SIMDJSON_PADDING)
             .get(document) &&
        !document.get_string().get(name))
      return std::string(trimmed(name));
    name = quoted.substr(1);
    if (name.ends_with('"')) name.remove_suffix(1);
    return invalid_utf8(name) ? "?" : std::string(trimmed(name));
  }

  data::DatasetBuilder& builder_;
  JsonRows reader_;
  std::string_view text_;  // with room for SIMDJSON_PADDING after it
  LineCount lines_;
  JsonPieces pieces_;
  ondemand::parser parser_;
  std::optional<std::uint32_t> known_;  // a table that the file has
  std::vector<std::string> unknown_;
  std::uint64_t rows_ = 0;               // that could be read
  std::optional<std::size_t> rest_;      // where a row begins that seems to go on to the end
  std::optional<std::uint64_t> spoilt_;  // the line of the first row that could not be read
};

}  // namespace

std::optional<ReadError> read_ndjson(data::DatasetBuilder& builder, const core::Program& program,
                                     const std::string& table, const Bytes& bytes, const std::string& path) {
  JsonRows reader(builder, program);
  const std::uint32_t shape = *reader.find(table);
  ondemand::parser parser;
  std::vector<char> buffer(1 << 20);
  std::size_t begin = 0, end = 0;
  std::uint64_t line = 0;
  bool at_end = false, skipping = false, first = true, any = false;
  auto read_line = [&](std::string_view text) {
    ++line;
    if (std::exchange(first, false) && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = trimmed(text);
    if (text.empty()) return;
    any = true;
    auto bad = [&](data::Fault fault, std::uint32_t source_row) {
      builder.unreadable(table, source_row, "", fault, {std::to_string(line)});
    };
    if (text.size() > longest_row) return bad(data::Fault::row_too_long, reader.next_row(shape));
    if (text.front() != '{' && !is_text(text)) return bad(data::Fault::json_not_utf8, reader.next_row(shape));
    if (text.front() != '{')
      return bad(text.front() == '[' ? data::Fault::row_wrong_kind : data::Fault::json_line_syntax,
                 reader.next_row(shape));
    auto capacity = static_cast<std::size_t>(buffer.data() + buffer.size() - text.data());
    const bool clean = is_text(text);
    reader.set_damaged(!clean);
    std::string mended;
    if (!clean) {
      mended = with_marks(text);
      text = mended;
      capacity = mended.capacity();
    }
    ondemand::document document;
    ondemand::object object;
    JsonRow row;
    if (end_of_value(text) != text.size() || parser.iterate(text.data(), text.size(), capacity).get(document) ||
        document.get_object().get(object))
      return bad(data::Fault::json_line_syntax, reader.next_row(shape));
    if (reader.read_row(object, shape, row)) return bad(data::Fault::json_line_syntax, row.source_row);
    reader.emit(row);
  };
  auto too_long = [&] {
    ++line;
    first = false;
    any = true;
    builder.unreadable(table, reader.next_row(shape), "", data::Fault::row_too_long, {std::to_string(line)});
  };
  while (true) {
    const auto* found =
        begin < end ? static_cast<const char*>(std::memchr(buffer.data() + begin, '\n', end - begin)) : nullptr;
    const std::size_t stop = found == nullptr ? end : static_cast<std::size_t>(found - buffer.data());
    if (found != nullptr || (at_end && begin < end)) {
      if (skipping)
        too_long();
      else
        read_line({buffer.data() + begin, stop - begin});
      skipping = false;
      begin = std::min(stop + 1, end);
      continue;
    }
    if (at_end) {
      if (skipping) too_long();
      break;
    }
    skipping = skipping || end - begin > longest_row + 16;
    if (skipping) begin = end;
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    if (end > buffer.size() / 2) buffer.resize(buffer.size() * 2);
    const std::size_t count = bytes(buffer.data() + end, buffer.size() - simdjson::SIMDJSON_PADDING - end);
    at_end = count == 0;
    end += count;
  }
  if (!any) return ReadError{path, data::Fault::empty_file, {}};
  reader.end_file();
  return std::nullopt;
}

std::optional<ReadError> read_json(data::DatasetBuilder& builder, const core::Program& program,
                                   const std::optional<std::string>& named, std::string text, const std::string& path) {
  if (text.size() > most_json) return ReadError{path, data::Fault::file_too_large, {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (trimmed(text).empty()) return ReadError{path, data::Fault::empty_file, {}};
  const auto front = static_cast<std::size_t>(trimmed(text).data() - text.data());
  if (const auto bad = invalid_utf8(text); bad && text[front] != '{' && text[front] != '[')  // UTF-16, say
    return ReadError{path, data::Fault::json_not_utf8, {std::to_string(LineCount(text)(*bad))}};
  JsonRows reader(builder, program);
  std::optional<std::uint32_t> shape;
  if (named) shape = reader.find(*named);
  if (text[front] == '{' && shape) {
    const std::size_t end = end_of_value(std::string_view(text).substr(front));
    if (end != std::string_view::npos &&
        !trimmed(std::string_view(text).substr(front + end)).empty()) {  // one object a line
      std::size_t at = 0;
      auto bytes = [&](char* space, std::size_t size) {
        const std::size_t count = std::min(size, text.size() - at);
        std::memcpy(space, text.data() + at, count);
        at += count;
        return count;
      };
      return read_ndjson(builder, program, *named, bytes, path);
    }
  }
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return JsonFile(builder, program, text).read(named, path);
}

}  // namespace cepol::files
