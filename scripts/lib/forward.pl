# Hands a command over to the process that hosts the stack, and copies what it writes: what dev.astra.cli.Main does, without the
# start of a JVM. Whatever is not for a running stack, or can't be handed over, goes on as Java.
#
#   perl forward.pl TERMINAL COUNT JAVA-COMMAND… ARGUMENTS…
#
# TERMINAL is as in the class dev.astra.cli.Standard, COUNT the number of the arguments; what is before them runs it in Java.
#
# The protocol is that of dev.astra.control: Invocation (what is sent) and Frames (what comes back).
use strict;
use warnings;

my ($terminal, $count, @java) = @ARGV;
my @arguments = splice @java, @java - $count;

my $socket = connected() or as_java();
# what is gone is met where it is written to
$SIG{PIPE} = 'IGNORE';
exit forward($socket);

sub as_java {
    no warnings 'exec';
    exec { $java[0] } @java, @arguments;
    print STDERR "astra: can't run $java[0]: $!\n";
    exit 3;
}

# The connection to the host of the project that the first words are about; none: undef.
sub connected {
    # a system may have Perl without its usual modules
    eval { require Cwd; require Socket; 1 } or return undef;
    my $path = socket_path() // return undef;
    socket(my $connection, Socket::AF_UNIX(), Socket::SOCK_STREAM(), 0) or return undef;
    connect($connection, Socket::pack_sockaddr_un($path)) or return undef;
    return $connection;
}

# As the classes dev.astra.cli.Location and dev.astra.daemon.Project say.
sub socket_path {
    my ($file, $verb, @words) = ($ENV{ASTRA_FILE} // '', '', @arguments);
    while (@words && $verb eq '') {
        my $word = shift @words;
        if ($word eq '-f' || $word eq '--file') { $file = shift(@words) // $file }
        elsif ($word =~ /\A--file=(.*)\z/s || $word =~ /\A-f(.+)\z/s) { $file = $1 }
        elsif ($word eq '--project-name') { shift @words }
        elsif ($word =~ /\A(?:--help|-h|--version|-V)\z/) { return undef }
        elsif ($word !~ /\A-/) { $verb = $word }
    }
    return undef if $verb =~ /\A(?:version|completion|help|run|)\z/;
    # what is piped into a command inside a service is for Java to hand over
    return undef if $verb eq 'exec' && $terminal !~ /i.*:/;
    my $folder = Cwd::getcwd() // return undef;
    if ($file eq '') {
        $file = found($folder, 'astra.yaml', 'astra.yml')
            // found($folder, 'compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml') // return undef;
    }
    $file = "$folder/$file" if $file !~ m{\A/};
    # Java would take a/../b for b, whatever a is
    return undef if $file =~ m{/\.\.?/};
    $file =~ s{[^/]*\z}{};
    my $path = "$file.astra/run/control.sock";
    return length $path <= 103 ? $path : undef;
}

sub found {
    my ($folder, @names) = @_;
    while (1) {
        for my $name (@names) { return "$folder/$name" if -f "$folder/$name" }
        return undef if $folder eq '' || $folder eq '/';
        $folder =~ s{/[^/]*\z}{};
    }
}

# Returns the exit code.
sub forward {
    my ($connection) = @_;
    my ($letters, $columns) = split /:/, $terminal;
    my $body = join '', map { "$_\0" } 'folder=' . Cwd::getcwd(), "columns=$columns", "terminal=$letters",
        (map { "env=$_=$ENV{$_}" } keys %ENV), (map { "arg=$_" } @arguments);
    my $request = "POST /run HTTP/1.1\r\nHost: astra\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
    put($connection, $request) or return gone();
    my $in = '';
    until ($in =~ /\r\n\r\n/) { more($connection, \$in) or return gone() }
    if ($in !~ m{\AHTTP/1\.1 200 }) {
        my ($status) = $in =~ /\A([^\r]*)/;
        return failed("the running Astra refused the command: $status");
    }
    $in =~ s/\A.*?\r\n\r\n//s;
    return copy($connection, $in);
}

# Frames: a letter (o stdout, e stderr, x exit), four bytes of length, and so many bytes. The host closes once all is done.
sub copy {
    my ($connection, $in) = @_;
    my $code;
    while (1) {
        my ($letter, $length) = length $in >= 5 ? unpack('aN', $in) : ('', 0);
        if ($letter eq '' || length $in < 5 + $length) {
            more($connection, \$in) and next;
            return $code // gone();
        }
        my $content = substr($in, 5, $length);
        substr($in, 0, 5 + $length, '');
        if ($letter eq 'o') { put(\*STDOUT, $content) or return unread() }
        elsif ($letter eq 'e') { put(\*STDERR, $content) or return unread() }
        elsif ($letter eq 'x') { $code = ord $content }
        else { return failed('the other side speaks another language') }
    }
}

sub more {
    my ($connection, $in) = @_;
    while (1) {
        my $read = sysread $connection, $$in, 65536, length $$in;
        return $read if defined $read || !$!{EINTR};
    }
}

sub put {
    my ($to, $bytes) = @_;
    my $at = 0;
    while ($at < length $bytes) {
        my $written = syswrite $to, $bytes, length($bytes) - $at, $at;
        if (defined $written) { $at += $written }
        elsif ($!{EAGAIN}) { my $ready = ''; vec($ready, fileno($to), 1) = 1; select undef, $ready, undef, undef }
        elsif (!$!{EINTR}) { return 0 }
    }
    return 1;
}

# A pipe's reader who has seen enough is no error worth a word.
sub unread {
    return $!{EPIPE} ? 1 : failed("$!");
}

sub gone {
    return failed("the process that hosts the stack ended before `@arguments` was done; `astra down` cleans up, "
        . '.astra/run/astra.log may tell why');
}

sub failed {
    print STDERR "astra: $_[0]\n";
    return 1;
}
