// Makes messages from codes.def and the arguments of a diagnostic, and renders a diagnostic with its source line. The
// arguments are quoted here, in visible characters and of bounded length.
#include "lang/diagnostics/diagnostic.hpp"

#include <algorithm>
#include <array>

#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol {

namespace {

struct CodeRow {
  std::string_view number;
  Severity severity;
  std::string_view zh, en, help_zh, help_en;
};

constexpr Severity error = Severity::error, warning = Severity::warning;
constexpr std::array rows{
#define CODE(name, number, severity, zh, en, help_zh, help_en) CodeRow{number, severity, zh, en, help_zh, help_en},
#include "lang/diagnostics/codes.def"
#undef CODE
};

constexpr std::size_t category_count = static_cast<std::size_t>(Category::amendment) + 1;
constexpr bool has_category(const CodeRow& row) {
  return row.number.size() == 5 && row.number[1] == '0' && row.number[2] >= '1' &&
         static_cast<std::size_t>(row.number[2] - '1') < category_count;
}
static_assert(std::all_of(rows.begin(), rows.end(), has_category));

const CodeRow& row_of(Code code) { return rows[static_cast<std::size_t>(code)]; }

// Substitutes {0}, {1}, ...; of an argument with two texts, the one in the language is taken.
std::string filled(std::string_view words, const std::vector<std::string>& arguments, Language language) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == '{' && at + 2 < words.size() && words[at + 2] == '}') {
      const std::size_t index = static_cast<std::size_t>(words[at + 1] - '0');
      if (index < arguments.size()) text += quotable(in_language(arguments[index], language));
      at += 2;
    } else {
      text += words[at];
    }
  }
  return text;
}

constexpr std::size_t most_columns = 110;  // of a source line shown

// A part of a line as it is shown: a tab is one blank.
std::string visible_part(std::string_view part) {
  std::string text(part);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return visible_line(text);
}

// Cuts a long visible line around the span begin..end and adjusts both.
std::string shown_line(const std::string& line, std::size_t& begin, std::size_t& end) {
  if (display_width(line) <= most_columns) return line;
  std::size_t from = begin, to = begin;
  std::size_t width = 0;
  const auto width_at = [&](std::size_t at) {
    return display_width(std::string_view(line).substr(at, code_point_at(line, at).length));
  };
  while (to < line.size() && width < most_columns / 2) {
    width += width_at(to);
    to += code_point_at(line, to).length;
  }
  while (from > 0 && width < most_columns - 8) {
    do --from;
    while (from > 0 && (static_cast<unsigned char>(line[from]) & 0xC0) == 0x80);
    width += width_at(from);
  }
  const std::string before = from > 0 ? "... " : "", after = to < line.size() ? " ..." : "";
  end = std::min(end, to) - from + before.size();
  begin = begin - from + before.size();
  return before + line.substr(from, to - from) + after;
}

// The line with its underline.
void add_excerpt(StyledText& to, Span span, const Sources& sources, char mark, Style style) {
  const Source& source = sources[span.source];
  const LineColumn place = place_of(source, span.begin);
  const std::uint32_t start = line_start(source, span.begin);
  const std::string_view line = line_at(source, span.begin);
  std::size_t begin = std::min<std::size_t>(span.begin - start, line.size());
  std::size_t end = std::clamp<std::size_t>(span.end > start ? span.end - start : 0, begin, line.size());
  const std::string before = visible_part(line.substr(0, begin)),
                    marked = visible_part(line.substr(begin, end - begin)), after = visible_part(line.substr(end));
  begin = before.size();
  end = begin + marked.size();
  const std::string text = shown_line(before + marked + after, begin, end);
  const std::string number = std::to_string(place.line);
  const std::size_t width = std::max<std::size_t>(1, display_width(std::string_view(text).substr(begin, end - begin)));
  to += " " + number + " | " + text + "\n";
  to += std::string(number.size() + 1, ' ') + " | " +
        std::string(display_width(std::string_view(text).substr(0, begin)), ' ');
  to.add(std::string(width, mark), style) += "\n";
}

}  // namespace

std::string in_both(std::string_view zh, std::string_view en) {
  return std::string(zh) + between_spellings + std::string(en);
}

std::string_view in_language(std::string_view argument, Language language) {
  const std::size_t between = argument.find(between_spellings);
  if (between == std::string_view::npos) return argument;
  return language == Language::zh ? argument.substr(0, between) : argument.substr(between + 1);
}

std::string listed_in_both(const std::vector<std::string>& names, std::size_t most) {
  std::string zh, en;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    zh += (zh.empty() ? "" : "、") + names[i];
    en += (en.empty() ? "" : ", ") + names[i];
  }
  if (names.size() > most) {
    zh += "等";
    en += ", …";
  }
  return zh == en ? zh : in_both(zh, en);
}

std::string quoted_in_both(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back("“" + name + "”");
  return listed_in_both(quoted);
}

std::string_view code_number(Code code) { return row_of(code).number; }
Severity severity_of(Code code) { return row_of(code).severity; }
Category category_of(Code code) { return static_cast<Category>(row_of(code).number[2] - '1'); }

bool Problems::any_error() const {
  return std::any_of(list.begin(), list.end(),
                     [](const Diagnostic& one) { return severity_of(one.code) == Severity::error; });
}

std::string message_of(const Diagnostic& diagnostic, Language language) {
  const CodeRow& words = row_of(diagnostic.code);
  return filled(language == Language::zh ? words.zh : words.en, diagnostic.arguments, language);
}

std::string help_of(const Diagnostic& diagnostic, Language language) {
  const CodeRow& words = row_of(diagnostic.code);
  return filled(language == Language::zh ? words.help_zh : words.help_en, diagnostic.arguments, language);
}

StyledText styled(const Diagnostic& given, const Sources& sources, Language language) {
  Diagnostic diagnostic = given;
  diagnostic.span = origin_of(sources, diagnostic.span);
  for (Related& related : diagnostic.related) related.span = origin_of(sources, related.span);
  const bool zh = language == Language::zh;
  const bool is_error = severity_of(diagnostic.code) == Severity::error;
  const Style style = is_error ? Style::error : Style::warning;
  StyledText text;
  const bool placed = diagnostic.span.source.valid() && diagnostic.span.source.index < sources.size();
  auto where = [&](Span span) {
    const Source& source = sources[span.source];
    const LineColumn place = place_of(source, span.begin);
    return quotable(source.name) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  };
  if (placed) text.add(where(diagnostic.span) + ":", Style::bold) += " ";
  text.add(std::string(zh ? (is_error ? "错误" : "提醒") : (is_error ? "error" : "warning")) + " " +
               std::string(code_number(diagnostic.code)),
           style);
  text += (zh ? "：" : ": ") + message_of(diagnostic, language) + "\n";
  if (placed) add_excerpt(text, diagnostic.span, sources, '^', style);
  for (const Related& related : diagnostic.related) {
    if (!related.span.source.valid() || related.span.source.index >= sources.size()) continue;
    text += "  " + where(related.span) + (zh ? "：" : ": ") + std::string(zh ? related.zh : related.en) + "\n";
    add_excerpt(text, related.span, sources, '-', Style::plain);
  }
  if (!diagnostic.suggestion.empty()) {
    const std::string suggestion = quotable(diagnostic.suggestion);
    text += zh ? "  是不是想写“" + suggestion + "”？\n" : "  did you mean “" + suggestion + "”?\n";
  }
  if (const std::string help = help_of(diagnostic, language); !help.empty())
    text += (zh ? "  办法：" : "  help: ") + help + "\n";
  return text;
}

}  // namespace cepol
