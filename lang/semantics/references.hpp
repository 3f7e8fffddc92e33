// References: what each name in the text refers to, recorded where it is resolved, for renames and comparisons.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void add_reference(Context& context, const Tree& tree, NodeId use, Span declared);
// What the name at `use` was last found to refer to; empty: nothing.
Span declared_by(const Context& context, Span use);
void add_member_reference(Context& context, const Tree& tree, NodeId use, EnumerationId enumeration,
                          const std::string& name);
void add_column_reference(Context& context, const Tree& tree, NodeId use, TableId table, ColumnIndex column);
void add_global_reference(Context& context, const Tree& tree, NodeId use, const std::string& name);
// Adds a reference to the label of a measure or of the column of missing data; false: no label has that name.
bool add_label_reference(Context& context, const Tree& tree, NodeId use, TableId table);

// The columns that a cell lists as missing: 送审日期、学习.核定 names a column of the table and one of another record.
void add_missing_references(Context& context, const Tree& tree, NodeId cell, TableId table);

void sort_references(Context& context);  // each once

}  // namespace cepol::semantics
