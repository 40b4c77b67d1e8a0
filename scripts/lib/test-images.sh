# The images of the tests, made of Debian 12's packages without any image registry. Sourced by scripts/test-engine.
#
#   astra-test/shell:1         busybox, for exit codes and misbehaviour
#   astra-test/postgres:15     POSTGRES_USER, _PASSWORD, _DB, _HOST_AUTH_METHOD, _INITDB_ARGS, PGDATA, /docker-entrypoint-initdb.d
#   astra-test/redis:7         redis-server …
#   astra-test/memcached:1.6   memcached …
#   astra-test/objectstore:1   S3 on port 9000, with MinIO's variables and command line; `mc ready local` tells when
#
# They stand in for the official images as far as a Compose file can tell: same folders, users' variables, ports, stop signals.
# The packages are unpacked, not installed, into one folder, imported as astra-test/base:1; each server adds settings to that
# one layer. An image carries the checksum of this file and of test-images/ as a label, and is left alone when it is the present one.

images=(base:1 shell:1 postgres:15 redis:7 memcached:1.6 objectstore:1)
recipe=$(cd "$here/lib" && find test-images test-images.sh -type f -exec sha256sum {} + | sort | sha256sum | cut -c1-16)
s3proxy=4.1.0

# What the servers link to and no more: no perl, no LLVM (Postgres does without its JIT), no documentation.
packages=(
    libc6 libc-bin libgcc-s1 libstdc++6 zlib1g libcrypt1 libtinfo6 libssl3 libuuid1 tzdata bash busybox-static
    libsystemd0 libcap2 libgcrypt20 libgpg-error0 liblz4-1 liblzma5 libzstd1
    redis-server redis-tools libatomic1 libjemalloc2 liblzf1
    memcached libevent-2.1-7 libsasl2-2
    postgresql-15 postgresql-client-15 libpq5 libicu72 libxml2 libxslt1.1 libreadline8 libpam0g libaudit1 libcap-ng0
    libldap-2.5-0 libgnutls30 libnettle8 libhogweed6 libgmp10 libunistring2 libidn2-0 libffi8 libp11-kit0 libtasn1-6
    libgssapi-krb5-2 libkrb5-3 libkrb5support0 libk5crypto3 libkeyutils1 libcom-err2
    openjdk-17-jre-headless
)

images_build() {
    local there
    there=$(engine image inspect -f '{{index .Config.Labels "astra-test.recipe"}}' "${images[@]/#/astra-test/}" 2>/dev/null |
        grep -cx "$recipe" || true)
    [ "$there" != "${#images[@]}" ] || return 0
    command -v dpkg-deb >/dev/null || die "the images are made of Debian's packages, and there is no dpkg-deb here"
    local work
    work=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$work'" EXIT
    say "building the images of the tests (the first time, with downloads, half a minute)"
    images_jars "$work" &
    local jars=$!
    images_unpack "$work/root"
    images_settle "$work/root"
    wait "$jars" || die "the jars of S3Proxy can't be had"
    cp "$cache/s3proxy-$s3proxy"/*.jar "$work/root/opt/s3proxy/"
    images_import "$work"
    rm -rf "$work"
    trap - EXIT
}

# S3Proxy on a folder, without the clouds that it can stand in front of.
images_jars() {
    [ -d "$cache/s3proxy-$s3proxy" ] && return 0
    local without
    without=$(printf '<exclusion><groupId>%s</groupId><artifactId>*</artifactId></exclusion>' com.azure com.google.cloud \
        com.google.jimfs org.apache.sshd io.grpc com.github.openstack4j.core com.github.openstack4j.core.connectors \
        io.opentelemetry io.opentelemetry.semconv io.prometheus)
    cat >"$1/pom.xml" <<XML
<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
<dependency><groupId>org.gaul</groupId><artifactId>s3proxy</artifactId><version>$s3proxy</version><exclusions>$without</exclusions></dependency>
<!-- the one that would win is too old for S3Proxy's own Jackson -->
<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-annotations</artifactId><version>2.21</version></dependency>
</dependencies></project>
XML
    mvn -q -B -f "$1/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$1/jars" >"$1/mvn.log" 2>&1 </dev/null || { tail -n 20 "$1/mvn.log" >&2; return 1; }
    mkdir -p "$cache"
    mv "$1/jars" "$cache/s3proxy-$s3proxy"
}

images_unpack() {
    local root=$1 debs=$cache/debs get
    mkdir -p "$debs"
    get=(apt-get -qq download -o APT::Sandbox::User=root "${packages[@]}")
    (cd "$debs" && { "${get[@]}" 2>/dev/null || { apt-get -qq update && "${get[@]}"; }; }) </dev/null ||
        die "apt-get can't download the packages of the images (they are those of Debian 12)"
    mkdir -p "$root"/usr/{bin,sbin,lib,lib64,local/bin} "$root"/{etc,proc,sys,dev,tmp,root,run/postgresql,var,opt/s3proxy}
    local folder
    for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
    ln -s /run "$root/var/run"
    chmod 1777 "$root/tmp"
    export root debs
    # the newest of each, where the cache holds several
    printf '%s\n' "${packages[@]}" | xargs -P "$(nproc)" -n 1 bash -euo pipefail -c '
        deb=$(ls -v "$debs/$0"_*.deb | tail -n 1)
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink --exclude="./usr/share/doc" \
            --exclude="./usr/share/man" --exclude="./usr/share/locale" --exclude="*/bitcode" --exclude="*/llvmjit*"'
}

# Users, links and the programs that the images start with.
images_settle() {
    local root=$1
    chroot "$root" /bin/busybox --install -s /bin 2>/dev/null || true # complains of what a package brought itself
    ln -sr "$root"/usr/lib/jvm/java-17-openjdk-*/bin/java "$root/usr/bin/java"
    printf '%s\n' root:x:0:0:root:/root:/bin/sh postgres:x:999:999::/var/lib/postgresql:/bin/sh redis:x:998:998::/data:/bin/sh \
        memcache:x:11211:11211::/:/bin/sh >"$root/etc/passwd"
    cut -d: -f1-3 "$root/etc/passwd" | sed 's/$/:/' >"$root/etc/group"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
    sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" "$root/usr/share/postgresql/15/postgresql.conf.sample"
    install -d -o 999 -g 999 "$root/var/lib/postgresql" "$root/var/lib/postgresql/data" "$root/run/postgresql"
    mkdir -p "$root/docker-entrypoint-initdb.d"
    install -d -o 998 -g 998 "$root/data"
    cp -r "$here/lib/test-images/." "$root/"
    chmod 755 "$root"/usr/local/bin/*
}

# image NAME: builds it of the Dockerfile on stdin
image() {
    engine build -q -t "astra-test/$1" - >/dev/null 2>"$work/build.log" || die_with_log "the image $1 can't be built" "$work/build.log"
}

images_import() {
    local work=$1 label="LABEL astra-test.recipe=$recipe"
    tar -C "$work/root" -c . | limit=300 engine import -c "$label" - astra-test/base:1 >/dev/null
    mkdir -p "$work/shell"/{bin,tmp,etc,proc,sys,dev}
    cp "$work/root/usr/bin/busybox" "$work/shell/bin/"
    cp "$work/root/etc/passwd" "$work/root/etc/group" "$work/shell/etc/"
    chroot "$work/shell" /bin/busybox --install -s /bin 2>/dev/null || true
    tar -C "$work/shell" -c . | engine import -c "$label" -c 'ENV PATH=/bin' -c 'CMD ["sh"]' - astra-test/shell:1 >/dev/null
    image postgres:15 <<'DOCKERFILE'
FROM astra-test/base:1
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/sbin:/usr/bin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["postgres-entrypoint"]
CMD ["postgres"]
DOCKERFILE
    image redis:7 <<'DOCKERFILE'
FROM astra-test/base:1
VOLUME /data
WORKDIR /data
EXPOSE 6379
ENTRYPOINT ["redis-entrypoint"]
CMD ["redis-server"]
DOCKERFILE
    image memcached:1.6 <<'DOCKERFILE'
FROM astra-test/base:1
USER memcache
EXPOSE 11211
ENTRYPOINT ["memcached-entrypoint"]
CMD ["memcached"]
DOCKERFILE
    image objectstore:1 <<'DOCKERFILE'
FROM astra-test/base:1
VOLUME /data
EXPOSE 9000
ENTRYPOINT ["objectstore-entrypoint"]
CMD ["server", "/data"]
DOCKERFILE
}
