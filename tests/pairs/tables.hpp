// The tables of random policies: the same columns in all, with bounds and blanks that vary.
#pragma once

#include <array>
#include <string_view>

namespace cepol::pairs {

struct ColumnOf {
  std::string_view table, name, type;  // a type of expressions, "key", or the table that is referred to
};

inline constexpr std::array table_columns{
    ColumnOf{"course", "code", "key"},      ColumnOf{"course", "level", "kind"},
    ColumnOf{"course", "points", "number"}, ColumnOf{"course", "start", "date"},
    ColumnOf{"course", "open", "truth"},    ColumnOf{"person", "id", "key"},
    ColumnOf{"person", "unit", "text"},     ColumnOf{"person", "level", "kind"},
    ColumnOf{"person", "born", "date"},     ColumnOf{"person", "left", "date"},
    ColumnOf{"person", "hired", "year"},    ColumnOf{"person", "active", "truth"},
    ColumnOf{"person", "extra", "number"},  ColumnOf{"person", "taught", "course"},
    ColumnOf{"study", "number", "key"},     ColumnOf{"study", "y", "year"},
    ColumnOf{"study", "level", "kind"},     ColumnOf{"study", "hours", "hours"},
    ColumnOf{"study", "day", "date"},       ColumnOf{"study", "until", "date"},
    ColumnOf{"study", "passed", "truth"},   ColumnOf{"study", "topic", "text"},
    ColumnOf{"study", "class", "course"},   ColumnOf{"answer", "score", "number"},
    ColumnOf{"answer", "again", "date"},    ColumnOf{"answer", "right", "truth"},
    ColumnOf{"event", "name", "text"},      ColumnOf{"event", "level", "kind"},
    ColumnOf{"event", "came", "truth"},     ColumnOf{"event", "seats", "number"}};

// Whose rows are child rows of which table.
struct ChildOf {
  std::string_view table, parent;
};
inline constexpr std::array child_tables{ChildOf{"study", "person"}, ChildOf{"answer", "study"}};
inline constexpr std::array<std::string_view, 5> table_names{"course", "person", "study", "answer", "event"};

}  // namespace cepol::pairs
