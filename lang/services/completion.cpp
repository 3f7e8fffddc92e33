// Decides from the words before the place which names can stand there, and adds the keywords that the grammar accepts.
#include "lang/services/completion.hpp"

#include <algorithm>

#include "lang/semantics/builtins.hpp"
#include "lang/services/clauses.hpp"
#include "lang/services/completion_context.hpp"
#include "lang/services/name_scope.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::services {

using syntax::ExpectedWord;
using syntax::Keyword;
using syntax::NodeKind;

namespace {

constexpr std::size_t characters_of_detail = 40;

struct Snippet {
  Keyword keyword;
  std::string_view zh, en;
};
constexpr Snippet snippets[] = {
#define SNIPPET(keyword, zh, en) {Keyword::keyword, zh, en},
#include "lang/services/snippets.def"
#undef SNIPPET
};

class Completer {
 public:
  Completer(const View& view, const Names& names, SourceId file, std::uint32_t offset)
      : view_(view),
        scope_(view, names),
        context_(completion_context(view.sources[file].text, file, offset)),
        language_(language_of_text(view.sources[file].text)) {}

  Completions run() {
    if (context_.in_text) return {context_.replaced, {}};
    if (context_.declaration == NodeKind::example && !starts_declaration())
      add_of_example();
    else if (context_.expected.has(ExpectedWord::name) || context_.expected.has(ExpectedWord::type))
      add_names();
    if (context_.expected.has(ExpectedWord::clause)) add_clauses();
    if (!members_only_) add_keywords();
    return {context_.replaced, std::move(items_)};
  }

 private:
  bool after(Keyword keyword) const { return context_.last_is(keyword); }
  // Can a declaration begin at the place?
  bool starts_declaration() const { return expects(Keyword::decision) || expects(Keyword::policy); }
  bool expects(Keyword keyword) const {
    const auto& all = context_.expected.keywords;
    return std::find(all.begin(), all.end(), keyword) != all.end();
  }

  void add(Completion item) {
    const bool known = std::any_of(items_.begin(), items_.end(), [&](const Completion& one) {
      return one.label == item.label && one.kind == item.kind;
    });
    if (!known) items_.push_back(std::move(item));
  }
  void add_name(const DeclaredName& name) {
    const std::string text = scope_.text(name);
    std::string detail(words_of(name.kind, view_.language));
    if (const std::string of = scope_.subject_of(name); !of.empty() && of != text) detail += " · " + of;
    add({text, written_name(text), std::move(detail), CompletionKind::name, name.kind});
  }
  void add_names_of(const std::set<NameKind>& kinds) {
    for (const DeclaredName* name : scope_.of_kinds(kinds)) add_name(*name);
  }
  void add_members(const core::Enumeration& enumeration) {
    for (const std::string& member : enumeration.members)
      add({member, written_name(member), enumeration.name, CompletionKind::name, NameKind::member});
    for (const core::Enumeration::Group& group : enumeration.groups)
      add({group.name, written_name(group.name), enumeration.name, CompletionKind::name, NameKind::group});
  }
  void add_keyword(Keyword keyword) {
    const std::string word(syntax::spelling(keyword, language_));
    add({word, word, {}, CompletionKind::keyword});
  }

  void add_keywords() {
    const bool starts = starts_declaration();
    for (const Keyword keyword : context_.expected.keywords) {
      add_keyword(keyword);
      if (!starts) continue;
      for (const Snippet& snippet : snippets)
        if (snippet.keyword == keyword)
          add({std::string(syntax::spelling(keyword, language_)) + " …",
               std::string(language_ == Language::en ? snippet.en : snippet.zh),
               {},
               CompletionKind::snippet});
    }
  }

  void add_clauses() {
    const auto add_of = [&](const notice::Notice& notice, const std::string& prefix) {
      for (const notice::Clause& clause : notice.clauses)
        add({prefix + "§" + clause.path, prefix + "§" + clause.path, beginning(clause.text, characters_of_detail),
             CompletionKind::clause});
    };
    if (view_.notice != nullptr) add_of(*view_.notice, {});
    for (const semantics::OtherNotice& other : view_.others) add_of(*other.notice, other.path);
  }

  // The records whose rows can be named: those that the declaration names, and that of its assessment.
  std::vector<std::string> records() const {
    std::vector<std::string> found;
    const auto put = [&](const std::string& record) {
      if (!record.empty() && std::find(found.begin(), found.end(), record) == found.end()) found.push_back(record);
    };
    for (const ContextWord& word : context_.words) {
      if (word.sign) continue;
      if (scope_.table(word.text) != nullptr) put(word.text);
      if (const DeclaredName* whole = scope_.find(word.text, {NameKind::assessment, NameKind::credit}))
        put(scope_.subject_of(*whole));
    }
    return found;
  }

  // After `NAME.`: the parts of the row that NAME is.
  bool add_fields() {
    const ContextWord* dot = context_.before(1);
    const ContextWord* row = context_.before(2);
    if (dot == nullptr || row == nullptr || !dot->sign || dot->text != ".") return false;
    members_only_ = true;
    std::string record = row->text;
    if (scope_.table(record) == nullptr)
      for (const std::string& around : records())
        for (const core::Column& column : scope_.table(around)->columns)
          if (column.name == row->text && column.type.kind == core::Kind::row)
            record = view_.checked.program.tables[column.type.table].name;
    if (scope_.table(record) == nullptr)  // an alias: NAME 记作 s
      for (std::size_t i = 1; i + 1 < context_.words.size(); ++i)
        if (context_.words[i + 1].text == row->text && scope_.table(context_.words[i - 1].text) != nullptr)
          record = context_.words[i - 1].text;
    for (const DeclaredName* name : scope_.of_record(record)) add_name(*name);
    return true;
  }

  // After `NAME is` or `NAME in {`: the members of what NAME is.
  bool add_compared() {
    const std::vector<ContextWord>& words = context_.words;
    std::size_t end = words.size();  // of the operator
    if (const auto open = context_.open_brackets(); !open.empty() && open.back().first == '{')
      if (const std::size_t bracket = open.back().second;
          context_.is_at(Keyword::in_set, bracket) || context_.is_at(Keyword::not_in_set, bracket))
        end = bracket;
    const auto is = [&](Keyword keyword) { return context_.is_at(keyword, end); };
    const bool negated = is(Keyword::is_not) || is(Keyword::not_in_set);
    if (!negated && !is(Keyword::is) && !is(Keyword::in_set)) return false;
    // `is not` and `not in` are two words.
    const std::size_t length = negated && (words[end - 1].text == "not" || words[end - 1].text == "in") ? 2 : 1;
    if (end < length + 1) return false;
    const std::size_t name = end - length - 1;
    if (words[name].sign) return false;
    std::vector<std::string> around = records();
    if (name >= 2 && words[name - 1].text == ".") around = {words[name - 2].text};
    const core::Enumeration* enumeration = scope_.enumeration_of(words[name].text, around);
    if (enumeration == nullptr) return false;
    add_members(*enumeration);
    members_only_ = true;
    return true;
  }

  void add_names() {
    if (add_fields() || add_compared()) return;
    const NodeKind in = context_.declaration;
    const bool head = context_.open_brackets().empty();
    if (context_.expected.has(ExpectedWord::type)) return add_types();
    if (after(Keyword::for_) || after(Keyword::from) || after(Keyword::over_rows) ||
        (in == NodeKind::results && head) || (in == NodeKind::record && after(Keyword::belongs_to)))
      return add_names_of({NameKind::record});
    if (in == NodeKind::equivalence && after(Keyword::to) && head) return add_names_of({NameKind::credit});
    if (in == NodeKind::assessment && after(Keyword::of_credit) && head) return add_names_of({NameKind::credit});
    if ((in == NodeKind::requirement || in == NodeKind::waiver) && after(Keyword::belongs_to) && head)
      return add_names_of({NameKind::assessment});
    if (in == NodeKind::requirement && after(Keyword::over)) return add_names_of({NameKind::requirement});
    if (in == NodeKind::waiver && after(Keyword::over)) return add_names_of({NameKind::waiver});
    if (after(Keyword::drops)) return add_names_of({NameKind::must});
    if (in == NodeKind::credit && head && after(Keyword::in_unit)) return add_names_of({NameKind::unit});
    if (after(Keyword::as) && !expects(Keyword::not_)) return add_names_of({NameKind::unit});
    if (in == NodeKind::known && after(Keyword::known_in)) return add_names_of_declarations();
    if ((in == NodeKind::credit || in == NodeKind::quota) && after(Keyword::by)) return add_columns();
    if (in == NodeKind::results || in == NodeKind::roster || (in == NodeKind::record && after(Keyword::key)))
      return add_values(false);
    if (in == NodeKind::quota) return add_members_of_quota();
    if (in == NodeKind::decision && !head && !expects(Keyword::not_)) return add_outcomes();
    if (expects(Keyword::if_) || expects(Keyword::sum) || expects(Keyword::not_)) return add_values(true);
    // A name that is being declared, or one of a construct that is not known here.
  }

  void add_types() {
    add_names_of({NameKind::enumeration, NameKind::unit, NameKind::record});
    for (const Keyword keyword : {Keyword::bool_, Keyword::text, Keyword::number, Keyword::year, Keyword::date,
                                  Keyword::years, Keyword::period})
      add_keyword(keyword);
  }
  void add_names_of_declarations() {
    for (const DeclaredName* name : scope_.all([](const DeclaredName& one) {
           return one.kind != NameKind::member && one.kind != NameKind::column && one.kind != NameKind::local &&
                  one.kind != NameKind::parameter && one.kind != NameKind::outcome && one.kind != NameKind::figure;
         }))
      add_name(*name);
  }
  void add_columns() {
    for (const std::string& record : records())
      if (scope_.table(record) != nullptr)
        for (const DeclaredName* name : scope_.of_record(record))
          if (name->kind == NameKind::column) add_name(*name);
    if (context_.declaration == NodeKind::credit) add_names_of({NameKind::enumeration});
  }
  void add_members_of_quota() {
    for (std::size_t i = 0; i + 1 < context_.words.size(); ++i)
      if (const core::Enumeration* enumeration = scope_.enumeration_of(context_.words[i].text, records()))
        add_members(*enumeration);
  }
  void add_outcomes() {
    for (std::size_t i = 0; i < context_.words.size(); ++i)
      if (context_.words[i].sign && context_.words[i].text == ":") {
        for (std::size_t j = i + 1; j < context_.words.size() && context_.words[j].text != "{"; ++j)
          if (!context_.words[j].sign)
            add({context_.words[j].text, written_name(context_.words[j].text),
                 std::string(words_of(NameKind::outcome, view_.language)), CompletionKind::name, NameKind::outcome});
        return;
      }
  }

  // What an expression can begin with; without `expressions` the parts of records alone.
  void add_values(bool expressions) {
    for (const std::string& record : records()) {
      for (const DeclaredName* name : scope_.of_record(record)) add_name(*name);
      if (const core::RecordTable* table = scope_.table(record); expressions && table != nullptr && table->parent)
        if (const DeclaredName* parent =
                scope_.find(view_.checked.program.tables[*table->parent].name, {NameKind::record}))
          add_name(*parent);
    }
    if (!expressions) return;
    add_locals();
    for (const DeclaredName* name : scope_.of_record({})) add_name(*name);
    for (const Keyword keyword :
         {Keyword::sum, Keyword::count, Keyword::some, Keyword::every, Keyword::least, Keyword::most, Keyword::distinct,
          Keyword::lookup, Keyword::days_covered, Keyword::months_covered, Keyword::running})
      add_keyword(keyword);
    std::vector<std::string> built_in;
    semantics::add_builtin_names(built_in);
    for (const std::string& name : built_in) {
      const bool english = static_cast<unsigned char>(name[0]) < 0x80;
      if (english == (language_ == Language::en)) add({name, name, {}, CompletionKind::built_in});
    }
  }
  // Parameters: NAME: TYPE in the first brackets; aliases: 记作 NAME.
  void add_locals() {
    for (std::size_t i = 0; i + 1 < context_.words.size(); ++i) {
      const ContextWord &word = context_.words[i], &next = context_.words[i + 1];
      const bool alias = !word.sign && (word.text == "记作" || word.text == "as") && !next.sign;
      const bool parameter = i > 0 && !word.sign && next.sign && next.text == ":" && context_.words[i - 1].sign &&
                             (context_.words[i - 1].text == "(" || context_.words[i - 1].text == ",");
      if (!alias && !parameter) continue;
      const std::string& name = alias ? next.text : word.text;
      add({name, written_name(name), std::string(words_of(NameKind::parameter, view_.language)), CompletionKind::name,
           NameKind::parameter});
    }
  }

  // ---- examples
  void add_of_example() {
    const auto open = context_.open_brackets();
    if (after(Keyword::like)) {
      for (const semantics::Example& example : view_.checked.examples)
        add({example.title, "\"" + example.title + "\"", {}, CompletionKind::title});
      return;
    }
    if (open.size() >= 2) return add_of_data(open.back());
    if (open.empty()) return;
    if (after(Keyword::reading)) return add_names_of({NameKind::reading});
    if (const ContextWord* sign = context_.before(1), *name = context_.before(2);
        sign != nullptr && name != nullptr && sign->sign && sign->text == "=") {
      if (const core::Enumeration* options = scope_.enumeration_of(name->text, {})) add_members(*options);
      members_only_ = true;
      return;
    }
    if (after(Keyword::is)) return add_expected_values();
    if (after(Keyword::expect) || (context_.before(1) != nullptr && context_.before(1)->text == ","))
      return add_names_of(
          {NameKind::decision, NameKind::assessment, NameKind::figure, NameKind::quota, NameKind::warning});
    if (context_.expected.has(ExpectedWord::name)) add_names_of({NameKind::record, NameKind::headings});
  }
  void add_expected_values() {
    const ContextWord* name = context_.before(2);
    if (name == nullptr) return;
    if (const core::Enumeration* outcomes = scope_.enumeration_of(name->text, records())) {
      add_members(*outcomes);
      const std::string open(language_ == Language::en ? "undetermined" : "待定");
      add({open, open, {}, CompletionKind::value});
    }
    members_only_ = true;
  }
  // Within the brackets of a record's rows: its columns, or after `COLUMN:` the values of that column.
  void add_of_data(std::pair<char, std::size_t> bracket) {
    members_only_ = true;
    std::string record;
    for (std::size_t i = bracket.second; i-- > 0 && record.empty();)
      if (!context_.words[i].sign && scope_.table(context_.words[i].text) != nullptr) record = context_.words[i].text;
    const core::RecordTable* table = scope_.table(record);
    if (table == nullptr) return;
    const ContextWord *last = context_.before(1), *name = context_.before(2);
    if (last->sign && last->text == ":" && name != nullptr) return add_cells(*table, name->text);
    if (bracket.first == '[') return add_row_cells(*table);
    for (const core::Column& column : table->columns)
      add({column.name, written_name(column.name), table->name, CompletionKind::name, NameKind::column});
  }
  void add_cells(const core::RecordTable& table, const std::string& name) {
    for (const core::Column& column : table.columns) {
      if (column.name != name) continue;
      if (column.type.kind == core::Kind::enumeration)
        add_members(view_.checked.program.enumerations[column.type.enumeration]);
      if (column.type.kind == core::Kind::truth)
        for (const Keyword keyword : {Keyword::yes, Keyword::no}) add_keyword(keyword);
    }
  }
  // In a table the values of all columns with few values are proposed: which column it is depends on blanks.
  void add_row_cells(const core::RecordTable& table) {
    for (const core::Column& column : table.columns) {
      add({column.name, written_name(column.name), table.name, CompletionKind::name, NameKind::column});
      if (column.type.kind == core::Kind::enumeration) add_cells(table, column.name);
    }
  }

  const View& view_;
  NameScope scope_;
  CompletionContext context_;
  Language language_;
  std::vector<Completion> items_;
  bool members_only_ = false;  // no keyword can stand there
};

}  // namespace

Completions completions(const View& view, const Names& names, SourceId file, std::uint32_t offset) {
  if (view.tree(file) == nullptr) return {};
  return Completer(view, names, file, offset).run();
}

}  // namespace cepol::services
