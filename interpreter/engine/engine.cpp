// LoadedProgram: verifies a program once, and caches what the engine prepares for each selection of readings.
#include "interpreter/engine/engine.hpp"

#ifndef NDEBUG
#include <cstdio>
#include <cstdlib>
#endif

namespace cepol::engine {

LoadedProgram::LoadedProgram(const EngineKind& kind, const core::Program& program) : kind_(kind), program_(program) {
#ifndef NDEBUG
  if (const auto breach = core::verify(program)) {
    std::fprintf(stderr, "core::verify: %s: %s\n", program.name.c_str(), breach->c_str());
    std::abort();
  }
#endif
}

std::unique_ptr<Engine> LoadedProgram::on(const data::Dataset& data, const Options& options) {
  auto& prepared = by_readings_[options.readings];
  if (prepared == nullptr) prepared = kind_.prepare(program_, options.readings);
  return prepared->on(data, options);
}

std::unique_ptr<Engine> load(const EngineKind& kind, const core::Program& program, const data::Dataset& data,
                             const Options& options) {
  return LoadedProgram(kind, program).on(data, options);
}

}  // namespace cepol::engine
