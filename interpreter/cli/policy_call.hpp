// A subcommand that makes one text of one policy: POLICY [--on DATE] [-o OUT]. What doc, examples and show share.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/command.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"

namespace cepol::cli {

class PolicyCall : public Call {
 public:
  std::vector<Option> options() override;
  std::string read(const std::vector<std::string>& values, const Io& io) override;
  int run(const Io& io) const override;

 protected:
  // For a policy without errors, when the output replaces nothing that was read. Returns the exit status.
  virtual int run_on(const Policy& policy, const Io& io) const = 0;
  Output output(const Io& io, TextKind kind) const { return output_to(output_.path(), io, kind); }

 private:
  std::string policy_;
  OutputOption output_;
  DayOption on_;
};

}  // namespace cepol::cli
