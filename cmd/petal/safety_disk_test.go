//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestUnwillingDisk runs Petal as somebody whom the file system denies things.
// Permissions do not bind root, so root becomes nobody first.
func TestUnwillingDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	program := copyProgram(t, dir)
	put(t, dir, "ward.petal.yaml", fullAnswers())
	put(t, dir, "secret.petal.yaml", fullAnswers())
	put(t, dir, "fixed.petal.yaml", unanswered)
	modes := map[string]os.FileMode{"ward.petal.yaml": 0o644, "secret.petal.yaml": 0o000, "fixed.petal.yaml": 0o444}
	for _, folder := range []string{"closed", "open"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "closed"), "ward.petal.yaml", unanswered)
	put(t, filepath.Join(dir, "open"), "fixed.petal.yaml", unanswered)
	modes["closed/ward.petal.yaml"], modes["open/fixed.petal.yaml"] = 0o666, 0o444
	modes["closed"], modes["open"] = 0o555, 0o777
	for name, mode := range modes {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o755) }) //nolint:errcheck,gosec // or the folder could not be removed

	for _, c := range []struct {
		name, shell string
		code        int
		want        string // how the error begins
	}{
		{"reading without permission", `"$petal" report secret.petal.yaml`, exitWrong,
			"petal: read answers: open secret.petal.yaml: permission denied\n"},
		{"going on without permission", `"$petal" assess secret.petal.yaml`, exitWrong,
			"petal: read answers: open secret.petal.yaml: permission denied\n"},
		{"a bank without permission", `"$petal" bank check secret.petal.yaml`, exitWrong,
			"petal: read bank: open secret.petal.yaml: permission denied\n"},
		{"writing into a closed folder", `"$petal" report ward.petal.yaml -f json -o closed/out.json`, exitWrong, "petal: open closed/.petal-"},
		{"a new bank in a closed folder", `"$petal" bank new closed/bank.yaml`, exitWrong, "petal: open closed/.petal-"},
		{"a folder that is not there", `"$petal" assess gone/ward.petal.yaml`, exitWrong, "petal: there is no folder gone to save answers in\n"},
		{"a session in a closed folder", `cd closed && "$petal" learn --room --people 8`, exitWrong,
			"petal: the session cannot be saved: write to .: permission denied; name a file in another folder with --save, or use --no-save\n"},
		{"pages in a closed folder", `"$petal" learn --pack -o closed/pack`, exitWrong, "petal: mkdir closed/pack: permission denied\n"},
		{"a removed folder", `mkdir open/gone && cd open/gone && rmdir ../gone && "$petal" report ward.petal.yaml`, exitWrong,
			"petal: read answers: open ward.petal.yaml: no such file or directory\n"},
		{"nothing needed of a removed folder", `mkdir open/gone && cd open/gone && rmdir ../gone && "$petal" report --example -f svg >/dev/null`, exitDone, ""},
		{"writing into a removed folder", `mkdir open/gone && cd open/gone && rmdir ../gone && "$petal" report --example -f svg -o out.svg`, exitWrong,
			"petal: open .petal-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := asNobody(t, dir, program, c.shell, "")
			if code != c.code || stdout != "" || !strings.HasPrefix(stderr, c.want) || c.want == "" && stderr != "" {
				t.Errorf("exit code %d, %d bytes of output, %q; want %d, %q", code, len(stdout), stderr, c.code, c.want)
			}
		})
	}

	// If answers cannot be saved, nothing is asked.
	for shell, place := range map[string]string{
		`"$petal" assess closed/ward.petal.yaml`:                                           "the folder " + filepath.Join(dir, "closed") + ": permission denied; ",
		`"$petal" assess closed/new.petal.yaml`:                                            "the folder " + filepath.Join(dir, "closed") + ": permission denied; ",
		`cd closed && "$petal" assess --project Letters`:                                   "the folder " + filepath.Join(dir, "closed") + ": permission denied; ",
		`cd closed && "$petal" assess --paper`:                                             "the folder " + filepath.Join(dir, "closed") + ": permission denied; ",
		`"$petal" assess open/fixed.petal.yaml`:                                            "open/fixed.petal.yaml: the file is read-only; ",
		`mkdir open/gone && cd open/gone && rmdir ../gone && "$petal" assess x.petal.yaml`: ".: no such file or directory; ",
	} {
		t.Run(shell, func(t *testing.T) {
			code, stdout, stderr := asNobody(t, dir, program, shell, strings.Repeat("2\n", 60))
			want := "petal: answers cannot be saved in " + place + "name a file in a folder that you can write to, such as petal assess "
			if i := strings.LastIndex(stderr, "petal: "); code != exitWrong || stdout != "" || strings.Contains(stderr, "?") || i < 0 || !strings.HasPrefix(stderr[i:], want) {
				t.Errorf("exit code %d, %d bytes of output,\n%s\nwant %s", code, len(stdout), stderr, want)
			}
		})
	}
	if got, want := listing(t, filepath.Join(dir, "closed"))+listing(t, filepath.Join(dir, "open")), "ward.petal.yamlfixed.petal.yaml"; got != want {
		t.Errorf("the folders hold %s, want %s", got, want)
	}
	for _, name := range []string{"closed/ward.petal.yaml", "open/fixed.petal.yaml"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(text) != unanswered {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
}

// TestFullDisk checks that no command succeeds whose result could not be written.
// What a full disk does to petal assess is in testdata/script/full_disk.txtar.
func TestFullDisk(t *testing.T) {
	oneAfterTheOther(t)
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	dir := t.TempDir()
	put(t, dir, "ward.petal.yaml", fullAnswers())
	put(t, dir, "before.yaml", fullLesson)
	commands := []string{
		"version", "version -f json", "bank list", "bank list -f json", "bank show", "bank show -f json", "bank check", "bank new -",
		"explain", "explain co-design", "explain -f json", "learn --print --seed 7", "learn --results before.yaml", "schema result",
	}
	for _, f := range reportFormats.names() {
		commands = append(commands, "report ward.petal.yaml -f "+f)
	}
	for _, f := range checkFormats.names() {
		commands = append(commands, "check ward.petal.yaml --at-least inform -f "+f, "check ward.petal.yaml --item payment=100 -f "+f)
	}
	put(t, dir, "before.petal.yaml", strings.Replace(fullAnswers(), "round: during", "round: before", 1))
	put(t, dir, "carer.petal.yaml", strings.Replace(fullAnswers(), "perspective: staff", "perspective: carer", 1))
	for _, f := range roundFormats.names() {
		commands = append(commands, "compare before.petal.yaml ward.petal.yaml -f "+f)
	}
	for _, f := range sideFormats.names() {
		commands = append(commands, "compare ward.petal.yaml carer.petal.yaml --by perspective -f "+f)
	}
	for _, f := range actionsFormats.names() {
		commands = append(commands, "actions ward.petal.yaml -f "+f)
	}
	for _, c := range commands {
		fails(t, dir, c+" >/dev/full", "petal: write /dev/stdout: no space left on device\n")
	}
	// The device itself may be named too.
	for _, c := range []string{
		"report ward.petal.yaml", "check ward.petal.yaml --at-least inform", "compare before.petal.yaml ward.petal.yaml",
		"bank show", "learn --print --seed 7", "learn --results before.yaml", "explain", "schema result",
	} {
		fails(t, dir, c+" -o /dev/full", "petal: write /dev/full: no space left on device\n")
	}
}

// fails checks that a command fails, says what it could not do, and does not report
// success.
func fails(t *testing.T, dir, command, want string) {
	t.Helper()
	cmd := exec.Command("sh", "-c", "petal "+command)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // the exit code is looked at below
	if code := cmd.ProcessState.ExitCode(); code != exitWrong || !strings.HasSuffix(string(out), want) || strings.Contains(string(out), "wrote ") {
		t.Errorf("petal %s: exit code %d, %q; want %d, %q", command, code, out, exitWrong, want)
	}
}

// copyProgram copies petal to where anybody may run it.
func copyProgram(t *testing.T, dir string) string {
	t.Helper()
	from, err := os.Executable() // this test, which is petal under that name
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read
	path := filepath.Join(dir, "petal")
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// asNobody runs a line of shell in a folder, as nobody where this is root.
func asNobody(t *testing.T, dir, program, line, stdin string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = []string{"petal=" + program, "PATH=" + os.Getenv("PATH"), "TERM=dumb"}
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if os.Geteuid() == 0 {
		const nobody = 65534
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); took > mostTime && !underRace && atUsualSpeed(took) > mostTime {
		t.Errorf("it worked for %v", took)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}
