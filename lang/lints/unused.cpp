// Lint: definitions, readings, credits, enumerations and units that the policy itself declares and nothing uses.
// Assessments, decisions and quotas are results, so nothing needs to use them.
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

bool needs_user(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::define:
    case DeclarationKind::reading:
    case DeclarationKind::credit:
    case DeclarationKind::enumeration:
    case DeclarationKind::unit: return true;
    case DeclarationKind::record:
    case DeclarationKind::equivalence:
    case DeclarationKind::assessment:
    case DeclarationKind::requirement:
    case DeclarationKind::waiver:
    case DeclarationKind::decision:
    case DeclarationKind::measure:
    case DeclarationKind::quota: return false;
  }
  return false;
}

}  // namespace

void unused(const Input& input, Problems& problems) {
  if (is_module(input)) return;
  for (const Declaration& declaration : input.resolution.declarations.nodes) {
    if (declaration.from_policy && !declaration.used && needs_user(declaration.kind))
      problems.add(Code::never_used, declaration.span, {declaration.name});
  }
}

}  // namespace cepol::lints
