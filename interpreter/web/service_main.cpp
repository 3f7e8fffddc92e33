// The language service: open once; then receive() a message, and step() until it gives 0 and idle() is 1.
#include <memory>
#include <string>
#include <vector>

#include "interpreter/service/service.hpp"
#include "interpreter/web/door.hpp"

namespace {

std::unique_ptr<cepol::service::Service> the_service;
std::vector<std::string> messages;  // of its last step

}  // namespace

CEPOL_EXPORT("service_open") void cepol_service_open(const char* language, std::size_t size) {
  the_service =
      std::make_unique<cepol::service::Service>(cepol::web::shipped(), cepol::web::language_of({language, size}));
}
CEPOL_EXPORT("service_receive") void cepol_service_receive(const char* message, std::size_t size) {
  the_service->receive({message, size});
}
CEPOL_EXPORT("service_idle") int cepol_service_idle() { return the_service->idle() ? 1 : 0; }
CEPOL_EXPORT("service_step") std::size_t cepol_service_step() {
  messages = the_service->step();
  return messages.size();
}
CEPOL_EXPORT("service_message") const char* cepol_service_message(std::size_t index) { return messages[index].data(); }
CEPOL_EXPORT("service_message_size") std::size_t cepol_service_message_size(std::size_t index) {
  return messages[index].size();
}
