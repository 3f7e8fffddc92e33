// Loads a policy from its file and checks it: sources in, a checked policy and its problems out. Prints nothing.
#pragma once

#include <memory>
#include <string>

#include "interpreter/workspace/policy.hpp"
#include "interpreter/workspace/workspace.hpp"

namespace cepol::workspace {

// `file` as find_policy() returns it. Modules come from the standard library or from the policy's folder, never from
// outside of them. Never null; Policy::readable is false when the file cannot be read.
// `earlier`: of a load of the same file, from which texts may differ; what stands as it did is not parsed again.
std::unique_ptr<Policy> load(const Workspace& workspace, const std::string& file, const EarlierTrees& earlier = {});

}  // namespace cepol::workspace
