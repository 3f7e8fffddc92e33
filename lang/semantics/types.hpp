// Included by all of lang/semantics: short names for the core and the syntax tree, and constructors of core types.
#pragma once

#include "lang/core/program.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::semantics {

using namespace core;
using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

inline Type truth_type() { return Type{Kind::truth, {}, {}, {}}; }
inline Type text_type() { return Type{Kind::text, {}, {}, {}}; }
inline Type year_type() { return Type{Kind::year, {}, {}, {}}; }
inline Type date_type() { return Type{Kind::date, {}, {}, {}}; }
inline Type number_type(UnitId unit = {}) { return Type{Kind::number, unit, {}, {}}; }
inline Type enumeration_type(EnumerationId enumeration) { return Type{Kind::enumeration, {}, enumeration, {}}; }
inline Type row_type(TableId table) { return Type{Kind::row, {}, {}, table}; }

// Kinds whose values have an order: numbers, years and dates.
inline bool is_ordered(Kind kind) { return kind == Kind::number || kind == Kind::year || kind == Kind::date; }

}  // namespace cepol::semantics
