#include <iostream>
#include <map>
#include <string>
#include <vector>
#include <sstream>
#include <stdexcept>
#include <locale>
#include <iomanip>
#include <thread>
#include <mutex>
#include <regex>
#include <condition_variable>
#include <atomic>
#include <algorithm>
#include <random>
#include <fstream>
struct G { G(){std::cout<<"ctor\n";} ~G(){std::cout<<"dtor\n";} } g;
thread_local std::string tl = "tls";
std::atomic<int> gone{0};
struct T { int x = 7; ~T(){ gone++; } };
thread_local T tobj;
int deep(int n){ if(n==0) throw std::runtime_error("deep"); return deep(n-1)+1; }
int main(){
  std::map<std::string,int> m{{"a",1},{"b",2}};
  for(auto&[k,v]:m) std::cout<<k<<"="<<v<<"\n";
  try { deep(20); } catch(const std::exception&e){ std::cout<<"caught "<<e.what()<<"\n"; }
  try { std::stoi("zz"); } catch(const std::invalid_argument&e){ std::cout<<e.what()<<"\n"; }
  std::ostringstream o; o<<std::setw(10)<<std::setprecision(3)<<3.14159<<std::hex<<255; std::cout<<o.str()<<"\n";
  std::cout<<std::locale("").name().empty()<<" "<<std::isalpha('x',std::locale())<<"\n";
  std::cout<<std::use_facet<std::ctype<char>>(std::locale()).toupper('q')<<"\n";
  std::wcout<<L"wide\n";
  int n; std::istringstream("42")>>n; std::cout<<n<<tl<<"\n";
  std::regex r("a(b+)c"); std::smatch s; std::string t="xxabbbc"; std::cout<<std::regex_search(t,s,r)<<s[1]<<"\n";
  std::mutex mu; std::condition_variable cv; bool ready=false; int total=0; std::vector<std::thread> ts;
  for(int i=0;i<4;i++) ts.emplace_back([&,i]{ tl+=std::to_string(i); std::unique_lock l(mu); cv.wait(l,[&]{return ready;}); total+=i; std::string* p=new std::string(100,'x'); delete p; });
  { std::lock_guard l(mu); ready=true; } cv.notify_all(); for(auto&x:ts) x.join(); std::cout<<total<<tl<<"\n";
  std::atomic<int> c{0}; std::vector<std::thread> us; for(int i=0;i<8;i++) us.emplace_back([&]{ for(int k=0;k<20000;k++){ std::vector<int> v(k%50); std::lock_guard l(mu); c++; } }); for(auto&x:us) x.join(); std::cout<<c<<"\n"; for(int i=0;i<50;i++) std::thread([]{ tobj.x++; }).join(); std::cout<<gone<<"\n";
  std::ifstream f("/etc/hostname"); std::string h; std::getline(f,h); std::cout<<h.size()<<"\n";
  std::mt19937 rng(5); std::cout<<rng()%100<<"\n";
  std::recursive_mutex rm; rm.lock(); rm.lock(); rm.unlock(); rm.unlock();
  std::cout<<std::boolalpha<<true<<std::fixed<<1.5<<std::endl;
  throw std::logic_error("unhandled");
}
