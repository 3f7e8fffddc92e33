// Puts the columns of a plan into layers: each is a query over the ones before (WITH name AS ...), with the columns
// that what comes after needs.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/database/names.hpp"
#include "interpreter/sql/dialect.hpp"
#include "interpreter/sql/plan.hpp"

namespace cepol::sql {

class Layers {
 public:
  // `new_name` gives the names of relations.
  Layers(const Plan& plan, Words words, std::function<std::string(std::string_view)> new_name);

  bool is_recursive() const { return recursive_; }
  // The queries that compute the wanted columns of the rows of a loop; `last`: the name of the query that has them.
  std::vector<std::string> queries(std::uint32_t loop, const Columns& wanted, std::string& last);

 private:
  struct Relation {
    Loops loops;
    std::uint32_t made_of = 0;           // the last of its loops
    std::size_t first = 0, second = 0;   // relations that it is made of; where the second is the first: of that alone
    bool joined = false;                 // of two relations; else of the loop's own rows for each row of the first
    std::set<std::uint32_t> needs;       // columns of other relations that its columns name
    std::set<std::uint32_t> from_start;  // of these, those that it has from the beginning
    std::set<std::uint32_t> has;
    std::string name, label;
    int version = 0;
  };
  std::size_t relation(const Loops& loops);
  void reach(const Columns& wanted);
  void find_needs();
  void find_levels();
  std::vector<std::size_t> edges(std::size_t node) const;
  bool reaches(std::size_t from, std::size_t to) const;
  std::size_t level(std::size_t node);
  std::size_t base(std::size_t relation) const { return plan_.columns.size() + relation; }
  std::size_t source_of(const Relation& relation, std::uint32_t column) const;

  void make(std::size_t relation, std::size_t level);
  void add_expressions(std::size_t relation, const Columns& columns, std::size_t level);
  void add_lookups(std::size_t relation, const Columns& columns, std::size_t level);
  void add_aggregates(std::size_t relation, const Columns& columns, std::size_t level);
  void add_scans(std::size_t relation, const Columns& columns, std::size_t level);
  void ensure(std::size_t relation, const Columns& columns, std::size_t level);
  std::string kept(Relation& relation, std::size_t level, std::string_view alias) const;
  Columns keys(const Loops& loops) const;
  std::string using_keys(const Loops& loops) const;
  void emit(Relation& relation, const std::string& select, const std::string& comment = {});
  std::string quoted(std::uint32_t column) const { return quoted_name(plan_.columns[column].name); }

  const Plan& plan_;
  const Words words_;
  std::function<std::string(std::string_view)> new_name_;
  std::vector<Relation> relations_;
  std::map<Loops, std::size_t> index_;
  std::set<std::uint32_t> reached_;
  std::vector<std::size_t> levels_;
  std::map<std::uint32_t, std::size_t> last_use_;
  std::vector<std::string> queries_;
  bool recursive_ = false;
};

}  // namespace cepol::sql
