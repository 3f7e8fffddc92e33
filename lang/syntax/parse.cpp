// Drives the PEGTL grammar over a file, one declaration at a time, recovering after each failure; then checks what the
// grammar cannot: dates that do not exist, numbers that are too large, look-alike names, direction controls.
#include "lang/syntax/parse.hpp"

#include <algorithm>
#include <unordered_set>

#include "lang/base/date.hpp"
#include "lang/base/exact.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/earlier.hpp"
#include "lang/syntax/expected.hpp"
#include "lang/syntax/grammar.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::syntax {
namespace {

// The language of the file's first declaration keyword, in which messages spell keywords.
Language language_of(const Scanner& scan) {
  for (Offset at = scan.layout(0); at < scan.size(); at = scan.layout(scan.line_end(at))) {
    const std::string_view word = scan.piece(at, scan.word(at));
    if (starts_declaration(word)) return static_cast<unsigned char>(word[0]) < 0x80 ? Language::en : Language::zh;
  }
  return Language::zh;
}

class FileParser {
 public:
  FileParser(const Scanner& scan, SourceId source, Tree& tree)
      : scan_(scan),
        source_(source),
        builder_(scan, source, tree, language_of(scan)),
        input_(scan.text().data(), scan.text().data() + scan.size(), "") {}

  void read_file(const Earlier& known) {
    read_header();
    for (std::size_t count = 0; skip_to_next() && !builder_.stopped(); ++count) {
      const Offset at = grammar::here(input_);
      if (count == max_declarations) {
        builder_.problems.add(Code::too_many_declarations, {source(), at, scan_.token(at)},
                              {std::to_string(max_declarations)});
        break;
      }
      const FarthestFailure before = builder_.farthest;
      const Offset deep_before = builder_.too_deep;
      const bool long_before = builder_.too_long;
      builder_.reset_failure(at);
      if (const ReadDeclaration* as_before = known.at(at)) {
        declarations_.push_back(builder_.take_over(known.tree(), *as_before, at));
        grammar::go_to(input_, declarations_.back().end);
        start_ = at;
        continue;
      }
      const Checkpoint from = builder_.checkpoint();
      if (match<grammar::declaration>()) {
        if (auto read = builder_.read_since(from)) declarations_.push_back(std::move(*read));
        start_ = at;
        continue;
      }
      // No declaration starts here. If an optional part of the previous one failed after this offset, report that
      // failure.
      const bool earlier = builder_.farthest.at == at && (before.at > at || deep_before != nowhere);
      if (earlier) {
        builder_.farthest = before;
        builder_.too_deep = deep_before;
        builder_.too_long = long_before;
      }
      recover(earlier ? start_ : at, TreeBuilder::FailedPart::declaration, at);
      start_ = grammar::here(input_);
    }
  }

  // Reads one declaration, or perhaps the header, and records what is expected at the end of the text.
  const ExpectedSet& expected_at_end(bool header) {
    builder_.watched = scan_.size();
    builder_.reset_failure(0);
    if (header) (void)match<grammar::header>();
    // Where a whole declaration was read (not one whose rest was passed over), it may go on, or the next one may begin.
    const bool whole = match<grammar::declaration>() || header;
    if (whole && builder_.problems.list.empty()) {
      (void)skip_to_next();
      (void)match<grammar::declaration>();
    }
    return builder_.expected_there;
  }

  TreeBuilder& builder() { return builder_; }
  std::vector<ReadDeclaration>& declarations() { return declarations_; }

 private:
  template <class Rule>
  bool match() {
    return grammar::pegtl::parse<Rule, grammar::pegtl::nothing, grammar::control>(input_, builder_);
  }

  SourceId source() const { return source_; }

  // False at the end of the text.
  bool skip_to_next() {
    (void)match<grammar::separators>();
    grammar::go_to(input_, scan_.layout(grammar::here(input_)));
    return !input_.empty();
  }

  void recover(Offset start, TreeBuilder::FailedPart part, Offset unread) {
    grammar::go_to(input_, builder_.recover_declaration(start, part, unread));
  }

  void read_header() {
    skip_to_next();
    const Offset at = grammar::here(input_);
    builder_.reset_failure(at);
    if (match<grammar::header>()) return;
    const std::string_view word = scan_.piece(at, scan_.word(at));
    const bool left_out = builder_.farthest.at == at && (at == scan_.size() || starts_declaration(word));
    if (left_out)
      builder_.report(at, TreeBuilder::FailedPart::header);
    else
      recover(at, TreeBuilder::FailedPart::header, at);
  }

  const Scanner& scan_;
  SourceId source_;
  Offset start_ = 0;  // of the declaration read last
  std::vector<ReadDeclaration> declarations_;
  TreeBuilder builder_;
  grammar::Input input_;
};

// The Latin name that a name with Cyrillic or Greek letters looks like; "" if there is none.
std::string latin_twin(std::string_view name) {
  std::string twin;
  bool odd = false;
  for (std::size_t at = 0; at < name.size();) {
    const auto [value, length] = code_point_at(name, at);
    const std::string meant = value >= 0x370 && value < 0x590 ? meant_by(value) : std::string();
    if (value >= 0x80 && meant.empty()) return "";
    odd = odd || !meant.empty();
    twin += meant.empty() ? name.substr(at, length) : std::string_view(meant);
    at += length;
  }
  return odd ? twin : "";
}

// Reports characters that change the direction of text, also in strings and comments: they are displayed in an order
// that differs from the order in which they are parsed.
void check_directions(std::string_view text, SourceId source, Problems& problems) {
  constexpr std::size_t most = 20;
  std::size_t found = 0;
  for (std::size_t at = text.find('\xE2'); at != std::string_view::npos && found < most;
       at = text.find('\xE2', at + 1)) {
    const char32_t value = code_point_at(text, at).value;
    if (!((value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069))) continue;
    ++found;
    constexpr char digits[] = "0123456789ABCDEF";
    std::string name = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) name += digits[value >> shift & 15];
    const auto begin = static_cast<Offset>(at);
    if (std::none_of(problems.list.begin(), problems.list.end(),
                     [&](const Diagnostic& p) { return p.span.begin == begin; }))
      problems.add(Code::direction_override, {source, begin, begin + 3}, {name});
  }
}

// Checks beyond the grammar: days that do not exist, numbers that are too large, names that look Latin and are not.
void check_leaves(const Tree& tree, const Scanner& scan, Problems& problems) {
  constexpr std::size_t longest = 40;  // shown of a number
  std::vector<NodeId> todo{tree.root};
  std::unordered_set<std::string_view> names;
  std::vector<std::pair<Span, std::string>> twins;  // names that could be read as these
  while (!todo.empty()) {
    const NodeId id = todo.back();
    todo.pop_back();
    for (const NodeId child : tree.children(id)) todo.push_back(child);
    const NodeKind kind = tree.kind(id);
    const Span span = tree.span(id);
    if (kind == NodeKind::name && tree.name_text(id).size() == span.end - span.begin) {
      const Offset odd = scan.odd_letter(span.begin, span.end);
      if (odd != span.end) add_look_alike(problems, scan, span.source, odd);
      names.insert(tree.name_text(id));
      if (std::string twin = latin_twin(tree.name_text(id)); !twin.empty()) twins.emplace_back(span, std::move(twin));
    }
    if (kind != NodeKind::date && kind != NodeKind::number && kind != NodeKind::percent) continue;
    std::string_view text = tree.text_of(id);
    if (kind == NodeKind::date && !date_in_policy(text)) problems.add(Code::no_such_day, span, {std::string(text)});
    text = text.substr(0, text.find_first_not_of("0123456789."));
    if (kind != NodeKind::date && !parse_exact(text))
      problems.add(Code::number_too_large, span,
                   {std::string(text.substr(0, longest)) + (text.size() > longest ? "…" : "")});
  }
  for (const auto& [span, twin] : twins)
    if (names.contains(twin)) add_look_alike(problems, scan, span.source, span.begin);
}

}  // namespace

bool ExpectedAt::has(ExpectedWord word) const { return std::find(words.begin(), words.end(), word) != words.end(); }

ExpectedAt expected_at(std::string_view text, Offset from, Offset at) {
  const std::string_view piece = text.substr(from, at - from);
  const Scanner scan(piece);
  Tree tree;
  FileParser parser(scan, {}, tree);
  const ExpectedSet& set = parser.expected_at_end(from == 0);
  ExpectedAt found;
  found.reached = set.any();
  for (const KeywordEntry& entry : keywords())
    if (set[static_cast<std::size_t>(entry.keyword)]) found.keywords.push_back(entry.keyword);
  static constexpr std::pair<ExpectedToken, ExpectedWord> words[] = {
      {ExpectedToken::name, ExpectedWord::name},     {ExpectedToken::string, ExpectedWord::string},
      {ExpectedToken::number, ExpectedWord::number}, {ExpectedToken::date, ExpectedWord::date},
      {ExpectedToken::path, ExpectedWord::path},     {ExpectedToken::clause, ExpectedWord::clause},
      {ExpectedToken::cell, ExpectedWord::cell},     {ExpectedToken::type, ExpectedWord::type},
  };
  for (const auto& [token, word] : words)
    if (set[static_cast<std::size_t>(token)]) found.words.push_back(word);
  return found;
}

Parsed parse(const Sources& sources, SourceId id, const Tree* earlier) {
  const std::string& text = sources[id].text;
  Parsed parsed;
  parsed.tree.text = sources.text(id);
  const auto stop = [&](Code code, Span span, std::vector<std::string> arguments) {
    parsed.problems.add(code, span, std::move(arguments));
    parsed.tree.root = parsed.tree.nodes.add({NodeKind::file, Keyword::none_, {id, 0, 0}, {}, {}});
    return std::move(parsed);
  };
  if (text.size() > max_file_size)
    return stop(Code::file_too_large, {id, 0, 0}, {std::to_string(text.size()), std::to_string(max_file_size)});
  if (const auto bad = invalid_utf8(text)) {
    const auto at = static_cast<Offset>(*bad);
    return stop(Code::invalid_utf8, {id, at, at + 1}, {std::to_string(at)});
  }
  const Scanner scan(text);
  FileParser parser(scan, id, parsed.tree);
  parser.read_file(Earlier(earlier, text));
  parsed.tree.declarations = std::make_shared<const std::vector<ReadDeclaration>>(std::move(parser.declarations()));
  parsed.tree.root = parser.builder().finish(scan.size());
  parsed.problems = std::move(parser.builder().problems);
  check_leaves(parsed.tree, scan, parsed.problems);
  check_directions(text, id, parsed.problems);
  std::stable_sort(parsed.problems.list.begin(), parsed.problems.list.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  return parsed;
}

}  // namespace cepol::syntax
