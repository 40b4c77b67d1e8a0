# Hands a command over to the process that hosts the stack, and copies what it writes: what dev.astra.cli.Main does, without the
# start of a JVM. An `up -d` without such a process starts it. Whatever else is not for a running stack, or can't be handed over, goes
# on as Java.
#
#   perl forward.pl TERMINAL COUNT JAVA-COMMAND… MAIN-CLASS ARGUMENTS…
#
# TERMINAL is as in the class dev.astra.cli.Standard, COUNT the number of the arguments; what is before them runs it in Java.
#
# The protocol is that of dev.astra.control: Invocation (what is sent) and Frames (what comes back).
use strict;
use warnings;

my ($terminal, $count, @java) = @ARGV;
my @arguments = splice @java, @java - $count;

my ($folder, $verb) = eval { require Cwd; require Socket; 1 } ? project() : ();
# a system may have Perl without its usual modules
as_java() unless defined $folder;
# what is gone is met where it is written to
$SIG{PIPE} = 'IGNORE';
my $socket = connected("$folder/control.sock");
exit forward($socket) if $socket;
if ($verb eq 'up' && grep { /\A(?:-d|--detach|--wait)\z/ } @arguments) {
    my $code = host($folder);
    exit $code if defined $code;
}
$SIG{PIPE} = 'DEFAULT';
as_java();

sub as_java {
    no warnings 'exec';
    exec { $java[0] } @java, @arguments;
    print STDERR "astra: can't run $java[0]: $!\n";
    exit 3;
}

# The connection to who listens there; nobody, or another user, whom our environment does not concern: undef.
sub connected {
    my ($path) = @_;
    return undef unless -o $path;
    socket(my $connection, Socket::AF_UNIX(), Socket::SOCK_STREAM(), 0) or return undef;
    connect($connection, Socket::pack_sockaddr_un($path)) or return undef;
    return $connection;
}

# The folder for the control socket of the project that the first words are about, and the command. As the classes
# dev.astra.cli.Location and dev.astra.daemon.Project say; nothing: that is for Java to find out.
sub project {
    my ($file, $verb, @words) = ($ENV{ASTRA_FILE} // '', '', @arguments);
    while (@words && $verb eq '') {
        my $word = shift @words;
        if ($word eq '-f' || $word eq '--file') { $file = shift(@words) // $file }
        elsif ($word =~ /\A--file=(.*)\z/s || $word =~ /\A-f(.+)\z/s) { $file = $1 }
        elsif ($word eq '--project-name') { shift @words }
        elsif ($word =~ /\A(?:--help|-h|--version|-V)\z/) { return }
        elsif ($word !~ /\A-/) { $verb = $word }
    }
    return if $verb =~ /\A(?:version|completion|help|run|)\z/;
    # what is piped into a command inside a service is for Java to hand over
    return if $verb eq 'exec' && $terminal !~ /i.*:/;
    my $folder = Cwd::getcwd() // return;
    if ($file eq '') {
        $file = found($folder, 'astra.yaml', 'astra.yml')
            // found($folder, 'compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml') // return;
    }
    $file = "$folder/$file" if $file !~ m{\A/};
    # Java would take a/../b for b, whatever a is
    return if $file =~ m{/\.\.?/};
    $file =~ s{[^/]*\z}{};
    my $run = "$file.astra/run";
    return if length "$run/control.sock" > 103;
    return ($run, $verb);
}

sub found {
    my ($folder, @names) = @_;
    while (1) {
        for my $name (@names) { return "$folder/$name" if -f "$folder/$name" }
        return undef if $folder eq '' || $folder eq '/';
        $folder =~ s{/[^/]*\z}{};
    }
}

sub invocation {
    my ($letters, $columns) = split /:/, $terminal;
    return join '', map { "$_\0" } 'folder=' . Cwd::getcwd(), "columns=$columns", "terminal=$letters",
        (map { "env=$_=$ENV{$_}" } keys %ENV), (map { "arg=$_" } @arguments);
}

# Starts the process that hosts the stack from now on, as the class dev.astra.daemon.DetachedHost does. Returns the exit code; undef:
# the project has never been up, or not by us, so that its folders are for Java to make.
sub host {
    my ($run) = @_;
    my ($project) = $run =~ m{\A(.*/)\.astra/run\z}s;
    return undef unless -d $run && -o _;
    # what Java refuses
    return undef if grep { -l } "$project.astra", $run, "$run/astra.log";
    open my $log, '>>', "$run/astra.log" or return undef;
    pipe(my $stdin, my $command) && pipe(my $answer, my $stdout) or return undef;
    my $pid = fork // return undef;
    if (!$pid) {
        $SIG{PIPE} = 'DEFAULT';
        open(STDIN, '<&', $stdin) && open(STDOUT, '>&', $stdout) && open(STDERR, '>&', $log) && chdir $project or exit 3;
        $java[-1] = 'dev.astra.cli.DetachedMain';
        no warnings 'exec';
        exec { $java[0] } @java;
        exit 3;
    }
    close $stdin;
    close $stdout;
    my $body = invocation();
    # what stands in the way of that is met at the answer; the process takes the end of $command for the end of its caller
    put($command, pack('N', length $body) . $body);
    return copy($answer, '', "the process that was to host the stack ended before it was up; see $run/astra.log");
}

# Returns the exit code.
sub forward {
    my ($connection) = @_;
    my $body = invocation();
    my $request = "POST /run HTTP/1.1\r\nHost: astra\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
    my $ended = "the process that hosts the stack ended before `@arguments` was done; `astra down` cleans up, "
        . '.astra/run/astra.log may tell why';
    put($connection, $request) or return failed($ended);
    my $in = '';
    until ($in =~ /\r\n\r\n/) { more($connection, \$in) or return failed($ended) }
    if ($in !~ m{\AHTTP/1\.1 200 }) {
        my ($status) = $in =~ /\A([^\r]*)/;
        return failed("the running Astra refused the command: $status");
    }
    $in =~ s/\A.*?\r\n\r\n//s;
    return copy($connection, $in, $ended);
}

# Frames: a letter (o stdout, e stderr, x exit), four bytes of length, and so many bytes. The host closes once all is done; what is to
# be said when it does so before is $ended.
sub copy {
    my ($connection, $in, $ended) = @_;
    my $code;
    while (1) {
        my ($letter, $length) = length $in >= 5 ? unpack('aN', $in) : ('', 0);
        if ($letter eq '' || length $in < 5 + $length) {
            more($connection, \$in) and next;
            return $code // failed($ended);
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

sub failed {
    print STDERR "astra: $_[0]\n";
    return 1;
}
