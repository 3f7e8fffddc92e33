// The reference engine on a program and data, for tests. Every program passes the door of the engines (verify).
#pragma once

#include "interpreter/reference/reference.hpp"

namespace cepol::test {

inline std::unique_ptr<engine::Engine> reference_engine(const core::Program& program, const data::Dataset& data,
                                                        const engine::Options& options = {}) {
  return engine::load(reference::engine_kind(), program, data, options);
}

}  // namespace cepol::test
