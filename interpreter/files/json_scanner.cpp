// A hand-written scanner that tracks strings and a stack of open brackets, and uses indentation to resynchronize after
// an unclosed bracket.
#include "interpreter/files/json_scanner.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cepol::files {

namespace {
bool json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
}  // namespace

JsonScanner::JsonScanner(std::string_view text, std::function<bool(std::string_view)> is_member)
    : text_(text), is_member_(std::move(is_member)) {}

void JsonScanner::skip_blanks() {
  while (at_ < text_.size() && json_space(text_[at_])) ++at_;
}

char JsonScanner::front() {
  skip_blanks();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonScanner::ended() {
  skip_blanks();
  return at_ == text_.size();
}

// After the closing quote; without one, at the end of the line.
std::size_t JsonScanner::string_end(std::size_t at) const {
  for (++at; at < text_.size() && text_[at] != '\n'; ++at) {
    if (text_[at] == '"') return at + 1;
    if (text_[at] == '\\' && at + 1 < text_.size() && text_[at + 1] != '\n') ++at;
  }
  return at;
}

// Blanks from the start of its line; nullopt: it is not the first on its line.
std::optional<std::size_t> JsonScanner::indent(std::size_t at) const {
  std::size_t begin = at;
  while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t')) --begin;
  if (begin > 0 && text_[begin - 1] != '\n') return std::nullopt;
  return at - begin;
}

bool JsonScanner::member_at(std::size_t at) const {
  if (at >= text_.size() || text_[at] != '"') return false;
  const std::size_t end = string_end(at);
  if (end - at < 2 || text_[end - 1] != '"' || !is_member_(text_.substr(at + 1, end - at - 2))) return false;
  std::size_t colon = end;
  while (colon < text_.size() && json_space(text_[colon])) ++colon;
  return colon < text_.size() && text_[colon] == ':';
}

// The value at `at_`, where neither , ] } nor the end is.
JsonSpan JsonScanner::value() {
  JsonSpan span{at_, at_, true};
  std::vector<char> open;
  std::size_t at = at_;
  auto cut = [&](std::size_t end) {
    at_ = end;
    span.end = end;
    span.whole = false;
    return span;
  };
  do {
    const char c = text_[at];
    if (c == '"') {
      at = string_end(at);
    } else if (c == '{' || c == '[') {
      open.push_back(c);
      ++at;
    } else if (c == '}' || c == ']') {
      // It also closes the unclosed brackets inside its pair; without an opening bracket it ends a value around this
      // one.
      const char opener = c == '}' ? '{' : '[';
      const auto found = std::find(open.rbegin(), open.rend(), opener);
      if (found == open.rend()) return cut(at);
      if (found != open.rbegin()) span.whole = false;
      open.erase(std::prev(found.base()), open.end());
      ++at;
    } else if (c == '\n' && !open.empty()) {
      ++at;
      std::size_t next = at;
      while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
      if (next >= text_.size()) continue;
      if (in_list_ && element_indent_ == next - at && text_[next] == text_[span.begin] && text_[next] == '{')
        return cut(next);
      if (in_object_ && member_indent_ == next - at && member_at(next)) return cut(next);
    } else if (open.empty() && at > span.begin && (c == ',' || c == ':' || json_space(c))) {
      break;
    } else {
      ++at;
    }
  } while (at < text_.size() && (!open.empty() || (text_[span.begin] != '{' && text_[span.begin] != '[' &&
                                                   text_[span.begin] != '"' && text_[at] != '}' && text_[at] != ']')));
  if (!open.empty()) return cut(text_.size());
  at_ = at;
  span.end = at;
  return span;
}

std::optional<JsonScanner::Member> JsonScanner::member() {
  if (!in_object_ && front() == '{') {
    in_object_ = true;
    ++at_;
  }
  bool comma = first_;
  first_ = false;
  while (true) {
    const char c = front();
    if (c == '\0') {
      note_error(text_.size());  // the } is missing
      return std::nullopt;
    }
    if (c == '}') {
      ++at_;
      return std::nullopt;
    }
    if (c == ',' && !comma) {
      comma = true;
      ++at_;
    } else if (c == '"' && comma) {
      break;
    } else if (c == '"' && member_at(at_)) {
      note_error(at_);
      break;
    } else {
      note_error(at_);
      c == '"' ? at_ = string_end(at_) : ++at_;
    }
  }
  Member member;
  member.name_begin = at_;
  if (const auto in = indent(at_); in && !member_indent_) member_indent_ = in;
  at_ = member.name_end = string_end(at_);
  if (front() == ':')
    ++at_;
  else
    note_error(at_);
  const char c = front();
  member.value.begin = member.value.end = at_;
  if (c == '[') {
    in_list_ = false;
    member.value.whole = true;
  } else if (c == '\0' || c == ',' || c == '}' || c == ']') {
    note_error(at_);
  } else {
    in_list_ = false;
    member.value = value();
  }
  return member;
}

std::optional<JsonSpan> JsonScanner::element() {
  bool comma = false, first = false;
  if (!in_list_) {
    skip_blanks();
    ++at_;  // the [
    in_list_ = first = true;
    element_indent_.reset();
  }
  while (true) {
    const char c = front();
    if (c == '\0') {
      note_error(text_.size());  // the ] is missing
      in_list_ = false;
      return std::nullopt;
    }
    if (c == ']') {
      if (comma) note_error(at_);
      ++at_;
      in_list_ = false;
      return std::nullopt;
    }
    if (in_object_ && member_at(at_)) {  // the ] is missing before the next member
      note_error(at_);
      in_list_ = false;
      return std::nullopt;
    }
    if (c == ',' && !comma && !first) {
      comma = true;
      ++at_;
    } else if (c == ',' || c == '}' || c == ':') {
      note_error(at_);
      ++at_;
    } else {
      break;
    }
  }
  if (!comma && !first) note_error(at_);
  if (const auto in = indent(at_); in && !element_indent_) element_indent_ = in;
  return value();
}

}  // namespace cepol::files
