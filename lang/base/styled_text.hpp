// Text of which parts are emphasised. The text itself holds no escape sequences: whoever writes to a terminal makes
// them from the runs (interpreter/cli/text_stream.hpp), so that text from outside cannot hold any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cepol {

enum class Style : std::uint8_t { plain, bold, error, warning };

class StyledText {
 public:
  struct Run {
    std::size_t begin, end;  // bytes of text()
    Style style;             // not plain
  };

  StyledText() = default;
  StyledText(std::string text) : text_(std::move(text)) {}

  StyledText& add(std::string_view text, Style style = Style::plain) {
    if (style != Style::plain && !text.empty()) runs_.push_back({text_.size(), text_.size() + text.size(), style});
    text_ += text;
    return *this;
  }
  StyledText& operator+=(std::string_view text) { return add(text); }

  // The same with a text as long.
  StyledText with(std::string text) const {
    StyledText other(std::move(text));
    other.runs_ = runs_;
    return other;
  }

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  const std::vector<Run>& runs() const { return runs_; }  // in order, apart

 private:
  std::string text_;
  std::vector<Run> runs_;
};

}  // namespace cepol
