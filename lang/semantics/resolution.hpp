// struct Resolution: the results of resolution besides the program, i.e. the symbol tables, and the parts of credits
// and assessments. Read by lang/lints; immutable once resolve() has returned.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lang/semantics/credit_data.hpp"
#include "lang/semantics/declaration.hpp"

namespace cepol::semantics {

struct CategoryUse {  // `C of CATEGORY during W`, with members named
  std::size_t credit;
  std::uint64_t categories;  // as bits
  Span span;
};

// The requirements and waivers of one assessment, in the form that lints need.
struct AssessmentRules {
  struct Requirement {
    FunctionId applies;  // (subject): truth
    std::vector<std::string> musts;
  };
  struct Drop {
    std::string must;
    FunctionId applies;  // (subject): truth; invalid: always
  };
  struct Waiver {
    std::string name;
    Span span;
    FunctionId applies;  // (subject): truth
    bool everything = false;
    FunctionId becomes;  // (subject, total): number; invalid: the total stays
    std::vector<Drop> drops;
  };
  std::string name;
  std::vector<Requirement> requirements;
  std::vector<Waiver> waivers;
  FunctionId requirement;  // (subject): which requirement applies
  FunctionId waiver;       // (subject): which waiver applies; invalid: there are none
};

struct Resolution {
  Table<DeclarationId, Declaration> declarations;
  std::map<std::string, DeclarationId> globals;
  std::map<std::pair<std::uint32_t, std::string>, DeclarationId> record_names;  // (table, name)
  std::map<std::pair<DeclarationKind, std::string>, DeclarationId> rules;       // equivalences, requirements, waivers
  std::map<std::pair<std::uint32_t, std::string>, std::vector<Member>> groups;  // (enumeration, name)
  std::map<std::pair<std::uint32_t, std::string>, Span> member_spans;           // members and groups, likewise
  std::vector<Credit> credits;
  std::map<std::uint32_t, std::size_t> credit_of;   // declaration -> credits
  std::map<std::uint32_t, DecisionId> decision_of;  // declaration -> decision
  std::vector<AssessmentRules> assessments;         // in the order in which they were lowered
  std::map<std::uint32_t, std::size_t> rules_of;    // decision of an assessment -> assessments
  std::vector<CategoryUse> category_uses;
  UnitId years, months, days;
};

}  // namespace cepol::semantics
