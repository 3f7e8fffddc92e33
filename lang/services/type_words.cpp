// Finds the types of declarations in the checked program by the places of their names.
#include "lang/services/type_words.hpp"

#include "lang/diagnostics/say.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::services {

using syntax::Keyword;

std::string type_words(const core::Program& program, const core::Type& type, Language language) {
  const auto word = [&](Keyword keyword) { return std::string(syntax::spelling(keyword, language)); };
  switch (type.kind) {
    case core::Kind::truth: return word(Keyword::bool_);
    case core::Kind::text: return word(Keyword::text);
    case core::Kind::year: return word(Keyword::year);
    case core::Kind::date: return word(Keyword::date);
    case core::Kind::number: return type.unit.valid() ? program.units[type.unit].name : word(Keyword::number);
    case core::Kind::row: return program.tables[type.table].name;
    case core::Kind::enumeration: break;
  }
  const core::Enumeration& enumeration = program.enumerations[type.enumeration];
  std::string members;
  for (const std::string& member : enumeration.members)
    members += (members.empty() ? "" : std::string(say_in(language == Language::en, "、", ", "))) + member;
  return "{ " + members + " }";
}

namespace {

std::optional<core::Type> type_of_column(const core::Program& program, const Sources& sources, Span name) {
  for (const core::RecordTable& table : program.tables.nodes)
    for (const core::Column& column : table.columns)
      if (column.declared.end > column.declared.begin && written_at(sources, column.declared) == name)
        return column.type;
  return std::nullopt;
}

}  // namespace

std::optional<core::Type> type_of(const View& view, const DeclaredName& name) {
  const core::Program& program = view.checked.program;
  switch (name.kind) {
    case NameKind::column: return type_of_column(program, view.sources, name.span);
    case NameKind::definition:
    case NameKind::table: {
      const std::string text(name.tree->name_text(name.name));
      const Span whole = name.tree->span(name.declaration);
      for (const core::Function& function : program.functions.nodes)
        if (function.name == text && function.span.source == whole.source && function.span.begin >= whole.begin &&
            function.span.end <= whole.end)
          return function.result;
      return std::nullopt;
    }
    case NameKind::unit:
    case NameKind::enumeration:
    case NameKind::member:
    case NameKind::group:
    case NameKind::record:
    case NameKind::headings:
    case NameKind::reading:
    case NameKind::option:
    case NameKind::parameter:
    case NameKind::credit:
    case NameKind::equivalence:
    case NameKind::assessment:
    case NameKind::requirement:
    case NameKind::waiver:
    case NameKind::must:
    case NameKind::decision:
    case NameKind::outcome:
    case NameKind::figure:
    case NameKind::warning:
    case NameKind::quota:
    case NameKind::local: break;
  }
  return std::nullopt;
}

}  // namespace cepol::services
