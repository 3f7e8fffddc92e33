// Digests of functions: functions with the same terms have the same digest, in any program. The names of functions,
// arguments and cases and their order do not matter; nor does how conditions are joined and negated, in which order
// cases of exclusive conditions stand, or on which side of a comparison a constant. Columns are identified by their and
// their table's names, members by their index in the enumeration, readings by their name and the name of the option in
// force.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::core {

// By FunctionId; one pass, since functions call older ones only. `readings`: the options in force; branches for other
// options do not count.
std::vector<std::uint64_t> digests_of(const Program& program, const std::vector<Member>& readings);

// The digests of one program for several choices of options: functions that no changed reading reaches are not computed
// again. The program must outlive it.
class ReadingDigests {
 public:
  ReadingDigests(const Program& program, std::vector<Member> readings);
  const std::vector<std::uint64_t>& base() const { return base_; }  // for the readings that were given
  std::vector<std::uint64_t> with(const std::vector<Member>& readings) const;

 private:
  const Program& program_;
  std::vector<Member> readings_;
  std::vector<bool> certain_;  // never_none()
  std::vector<std::uint64_t> base_;
  std::vector<std::vector<std::uint32_t>> reached_;  // by reading: the functions that it reaches, ascending
};

}  // namespace cepol::core
