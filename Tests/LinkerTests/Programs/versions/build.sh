gcc -shared -fPIC -o libsong.so $sources/old.c -Wl,--version-script=$sources/old.map -Wl,-soname,libsong.so
gcc -o oldprogram $sources/user.c -shared -fPIC -DNAME=old_user -L. -lsong -Wl,-soname,libolduser.so
mv oldprogram libolduser.so
gcc -shared -fPIC -o libplain.so $sources/old.c -Wl,-soname,libsong.so
mkdir -p bare && cp libplain.so bare/libsong.so
gcc -shared -fPIC -o libbareuser.so $sources/user.c -DNAME=bare_user -Lbare -lsong
rm -r bare libplain.so
gcc -shared -fPIC -o libsong.so $sources/new.c -Wl,--version-script=$sources/new.map -Wl,-soname,libsong.so
gcc -shared -fPIC -o libnewuser.so $sources/user.c -DNAME=new_user -L. -lsong
gcc -shared -fPIC -o liblld.so $sources/user.c -DNAME=lld_user -L. -lsong -fuse-ld=lld
gcc -o program $sources/main.c -L. -lsong -lolduser -lnewuser -lbareuser -llld -Wl,-rpath,'$ORIGIN' -ldl
