#include "tests/pairs/random_tables.hpp"

#include <algorithm>

namespace cepol::pairs {

using damage::DataFiles;
using damage::Row;

namespace {

std::string padded(std::size_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

class TableMaker {
 public:
  TableMaker(const core::Program& program, const DataChoice& choice, test::Random& random)
      : program_(program), choice_(choice), random_(random), style_(random.below(3)) {}

  DataFiles make() {
    DataFiles files;
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
      const core::RecordTable& record = program_.tables.nodes[t];
      damage::TextTable table;
      table.name = record.name;
      table.file = "/data/" + record.name + ".csv";
      for (const core::Column& column : record.columns) table.headings.push_back({column.name});
      const std::size_t rows = count_of(record);
      keys_.emplace_back();
      for (std::size_t i = 0; i < rows; ++i) {
        keys_[t].push_back(key(t, i));
        table.rows.push_back(row(record, t, i));
        if (random_.chance(20)) table.rows.push_back(table.rows.back());  // entered twice
      }
      files.tables.push_back(std::move(table));
    }
    return files;
  }

 private:
  std::size_t count_of(const core::RecordTable& record) {
    if (record.parent) {
      if (record.parent->index >= keys_.size() || random_.chance(25)) return 0;
      const std::size_t owners = keys_[record.parent->index].size();
      return owners == 0 ? 0 : owners * (1 + random_.below(4)) / (1 + random_.below(2));
    }
    if (record.name == "person") return choice_.people;
    return random_.chance(15) ? 0 : 1 + random_.below(5);
  }
  std::string key(std::uint32_t table, std::size_t i) {
    const std::string letter(1, static_cast<char>('A' + table));
    if (style_ == 0) return letter + padded(1001 + i * 7, 4);
    if (style_ == 1) return padded(table * 100000 + i * 37 + 5, 7);
    return "1501" + std::to_string(1960 + table) + padded(i * 7919 % 10000, 4) + padded(i * 104729 % 10000, 4);
  }
  Row row(const core::RecordTable& record, std::uint32_t table, std::size_t i) {
    Row made;
    for (std::size_t c = 0; c < record.columns.size(); ++c) {
      std::string text;
      if (record.key == c)
        text = keys_[table][i];
      else if (record.link == c)
        text = keys_[record.parent->index][owner(keys_[record.parent->index].size(), i)];
      else if (choice_.blank_in == 0 || !random_.chance(choice_.blank_in))
        text = cell(record.columns[c]);
      made.push_back({std::move(text)});
    }
    return made;
  }
  // Rows of one owner stand together, most of the time.
  std::size_t owner(std::size_t owners, std::size_t i) {
    return random_.chance(6) ? random_.below(owners) : i / 2 % owners;
  }

  bool extreme() { return choice_.extreme_in > 0 && random_.chance(choice_.extreme_in); }
  std::string cell(const core::Column& column) {
    const bool bounded = !column.lowest.infinite() && !column.highest.infinite();
    if (column.blank == core::Blank::none && random_.chance(4)) return {};
    switch (column.type.kind) {
      case core::Kind::truth: return random_.chance(3) ? "no" : "yes";
      case core::Kind::enumeration: {
        const auto& members = program_.enumerations[column.type.enumeration].members;
        return members.empty() ? std::string() : members[random_.below(members.size())];
      }
      case core::Kind::number: return number(column, bounded);
      case core::Kind::year: {
        if (extreme()) return random_.chance(2) || bounded ? to_string(bounded ? column.lowest : 1) : "9999";
        return std::to_string(2014 + random_.below(5));
      }
      case core::Kind::date: return date(column, bounded);
      case core::Kind::text: {
        static const char* const texts[] = {"a", "b", "ab", "xa", "c c", "Ａ１"};
        return extreme() ? std::string(400, 'a') : texts[random_.below(6)];
      }
      case core::Kind::row: {
        // (A table that is declared later has no rows yet.)
        if (column.type.table.index >= keys_.size()) return {};
        const auto& keys = keys_[column.type.table.index];
        return keys.empty() || random_.chance(5) ? std::string() : keys[random_.below(keys.size())];
      }
    }
    return {};
  }
  std::string number(const core::Column& column, bool bounded) {
    if (extreme()) {
      if (bounded) return to_string(random_.chance(2) ? column.lowest : column.highest);
      return random_.chance(2) ? "900000000000000" : "-900000000000000";
    }
    std::string text = std::to_string(random_.below(bounded && column.highest < Exact(10) ? 4 : 40));
    if (column.places > 0 && random_.chance(2)) text += ".5";
    return text;
  }
  std::string date(const core::Column& column, bool bounded) {
    if (extreme())
      return bounded ? to_string(Date{static_cast<Day>(column.lowest.num), static_cast<Day>(column.lowest.num)})
             : random_.chance(2) ? "0001-01-01"
                                 : "9999-12-31";
    const Day first = bounded ? static_cast<Day>(column.lowest.num) : static_cast<Day>(16436);
    const std::size_t days = bounded ? static_cast<std::size_t>(column.highest.num - column.lowest.num + 1) : 1400;
    const Day day = first + static_cast<Day>(random_.below(days));
    std::string text = to_string(Date{day, day});
    if (choice_.blank_in > 0 && random_.chance(choice_.blank_in))
      text.resize(random_.chance(3) ? 4 : 7);  // known in part
    return text;
  }

  const core::Program& program_;
  const DataChoice& choice_;
  test::Random& random_;
  const std::size_t style_;  // of keys
  std::vector<std::vector<std::string>> keys_;
};

void damage_files(DataFiles& files, const damage::Schema& schema, std::size_t count, test::Random& random,
                  std::map<std::string_view, std::size_t>* counts) {
  const DataFiles clean = files;
  const auto& kinds = damage::all_kinds();
  for (std::size_t tries = 0; count > 0 && tries < 20; ++tries) {
    const damage::Kind& kind = kinds[random.below(kinds.size())];
    const auto targets = targets_of(kind, schema);
    if (targets.empty()) continue;
    damage::Damaging damaging{files, clean, schema, random, targets[random.below(targets.size())]};
    if (!kind.damage(damaging)) continue;
    if (counts != nullptr) ++(*counts)[kind.name];
    --count;
  }
}

}  // namespace

DataChoice random_choice(test::Random& random) {
  DataChoice choice;
  choice.people = 1 + random.below(4);
  if (random.chance(50)) choice.people = 260 + random.below(100);  // more than a batch
  if (random.chance(2)) choice.blank_in = choice.people > 100 ? 1000 : 4 + random.below(30);
  if (random.chance(3)) choice.extreme_in = choice.people > 100 ? 200 : 10;
  if (random.chance(2)) choice.damages = 1 + random.below(random.chance(3) ? 6 : 2);
  return choice;
}

DataFiles random_tables(const core::Program& program, const DataChoice& choice, test::Random& random,
                        std::map<std::string_view, std::size_t>* kinds) {
  DataFiles files = TableMaker(program, choice, random).make();
  damage_files(files, damage::schema_of(program), choice.damages, random, kinds);
  return files;
}

}  // namespace cepol::pairs
