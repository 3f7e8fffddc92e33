// There are no databases here.
#include "interpreter/database/postgres.hpp"

namespace cepol::database {

std::unique_ptr<Postgres> connect_postgres(const std::string&, const std::string&, std::string& why) {
  why = advice::connect;
  return nullptr;
}

}  // namespace cepol::database
