//! Files and folders that the program makes: for their owner alone, and never through what somebody else
//! put in their place.
//!
//! Owns: how a file is made, replaced, and read within a bound; who may read one that holds a secret. Must not
//! know: what is in them.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// How the name of a file begins that is being made: like no name that anybody looks for. Signs of chance follow, and
/// the name to be.
const UNFINISHED: &str = "unfinished-";
const CHANCE: usize = 6;

/// What becomes of a file that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It stays, and the new one gets no name ([`io::ErrorKind::AlreadyExists`]).
    Nothing,
    /// It is replaced; a link is, not what it leads to.
    WhatIsThere,
}

/// A file that is being made beside the place that it will have: new, and its owner's alone whatever the
/// umask. Dropped before it got its name, it is gone.
#[derive(Debug)]
pub struct FreshFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl FreshFile {
    /// Begins a file. What a kill left of its forerunners is removed.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn beside(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        sweep(folder_of(path), name);
        let mut ending = OsString::from("-");
        ending.push(name);
        // A name that nobody can foresee, made by O_EXCL: no link is followed, no file of others written to, and of two
        // who make the same file neither gives its name to what the other wrote.
        let mut begun = Builder::new();
        let begun = begun.prefix(UNFINISHED).rand_bytes(CHANCE).suffix(&ending);
        let file = begun.tempfile_in(folder_of(path))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// The file, to write to and to read back from.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives it its name, in one step: whoever looks sees the old file or the whole new one.
    ///
    /// # Errors
    /// When the name is taken and must not be, or the folder cannot be written; the file is gone then.
    pub fn publish(self, over: Over) -> io::Result<()> {
        let named = match over {
            Over::Nothing => self.file.persist_noclobber(&self.path),
            Over::WhatIsThere => self.file.persist(&self.path),
        };
        named.map(drop).map_err(|error| error.error)
    }

    /// The same, and it survives a power cut from then on.
    ///
    /// # Errors
    /// As [`publish`](Self::publish).
    pub fn publish_for_good(self, over: Over) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        let folder = folder_of(&self.path).to_owned();
        self.publish(over)?;
        File::open(folder)?.sync_all()
    }
}

/// Writes a whole file in the place of what is there; it survives a power cut.
///
/// # Errors
/// When the folder cannot be written; the old file stays then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut fresh = FreshFile::beside(path)?;
    fresh.file().write_all(bytes)?;
    fresh.publish_for_good(Over::WhatIsThere)
}

/// Copies a file; the copy survives a power cut.
///
/// # Errors
/// When one cannot be read, or the other's folder cannot be written; what was there stays then.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut fresh = FreshFile::beside(to)?;
    io::copy(&mut File::open(from)?, fresh.file())?;
    fresh.publish_for_good(Over::WhatIsThere)
}

/// Opens a file that is written in place, and makes it when it is missing.
///
/// # Errors
/// When it cannot be written, or is a link.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let file = options.custom_flags(NO_LINK).open(path)?;
    close_to_others(&file)?;
    Ok(file)
}

/// What makes opening a link fail.
const NO_LINK: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();

fn close_to_others(file: &File) -> io::Result<()> {
    match file.metadata()?.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => file.set_permissions(Permissions::from_mode(0o600)),
    }
}

/// Makes a folder within one of ours: its owner's alone, also when it was there already.
///
/// # Errors
/// When it cannot be made, or a link or file stands in its place.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    let there = fs::symlink_metadata(path)?;
    if !there.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, format!("{} is a link: remove it", path.display())));
    }
    match there.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => fs::set_permissions(path, Permissions::from_mode(0o700)),
    }
}

/// Makes a socket its owner's alone.
///
/// # Errors
/// When the file system refuses.
pub fn close_socket(socket: &Path) -> io::Result<()> {
    fs::set_permissions(socket, Permissions::from_mode(0o600))
}

/// The bytes of a file that should be short; of a longer one no more than `most` are read, whatever it is.
///
/// # Errors
/// When it cannot be read, or is longer ([`io::ErrorKind::FileTooLarge`]).
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {most} bytes")));
    }
    Ok(bytes)
}

/// The text of a file that should be short.
///
/// # Errors
/// As [`read`]; [`io::ErrorKind::InvalidData`] when it is no text.
pub fn text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is no text"))
}

/// The mode of a secret's file that more may do with than they should; `None` when all is well, or there is no
/// file. Links are followed: a secret that an orchestrator mounts is one.
#[must_use]
pub fn too_open(path: &Path) -> Option<u32> {
    // 0600, and what is narrower. 0640 and 0440 too: a container's user is seldom the owner of what is mounted into it,
    // and a group of their own is how both get at the file without everybody else. Nothing else is needed: not
    // writing by the group (who may write the key may choose it), not executing, nothing for others.
    const ENOUGH: u32 = 0o640;
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & !ENOUGH != 0).then_some(mode)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes what kills left of a file that was being made. Whoever makes the same one at this moment is told that
/// it is gone; nobody gets half a file.
fn sweep(folder: &Path, name: &OsStr) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    for entry in entries.filter(|entry| is_unfinished(&entry.file_name(), name)) {
        let _not_ours = fs::remove_file(entry.path());
    }
}

/// Whether `found` is the unfinished `name`.
fn is_unfinished(found: &OsStr, name: &OsStr) -> bool {
    let rest = found.as_encoded_bytes().strip_prefix(UNFINISHED.as_bytes());
    let (chance, ending) = rest.and_then(|rest| rest.split_at_checked(CHANCE)).unwrap_or_default();
    chance.iter().all(u8::is_ascii_alphanumeric) && ending.strip_prefix(b"-") == Some(name.as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_its_owners_alone_and_replaces_a_link_not_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("other"));
        fs::write(&other, "theirs").unwrap();
        symlink(&other, &path).unwrap();
        replace(&path, b"ours").unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"ours".to_vec(), 0o600));
        assert_eq!(fs::read(&other).unwrap(), b"theirs");
    }

    #[test]
    fn a_name_that_is_taken_meanwhile_stays_anothers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let fresh = FreshFile::beside(&path).unwrap();
        fs::write(&path, "theirs").unwrap();
        assert_eq!(fresh.publish(Over::Nothing).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn what_a_kill_left_goes_with_the_next_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["unfinished-AbC123-a", "unfinished-a", "a.backup", "unfinished-AbC123-b", "unfinished-AbC12-a"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        replace(&folder.path().join("a"), b"").unwrap();
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a", "a.backup", "unfinished-AbC12-a", "unfinished-AbC123-b", "unfinished-a"]);
    }

    #[test]
    fn of_two_who_make_the_same_file_one_is_told_and_no_half_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut first = FreshFile::beside(&path).unwrap();
        first.file().write_all(b"first").unwrap();
        let mut second = FreshFile::beside(&path).unwrap();
        assert!(first.publish(Over::WhatIsThere).is_err());
        second.file().write_all(b"second").unwrap();
        second.publish(Over::WhatIsThere).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
    }

    #[test]
    fn a_file_that_is_written_in_place_is_no_link_and_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("other"));
        fs::write(&other, "theirs").unwrap();
        symlink(&other, &path).unwrap();
        assert!(open(&path).is_err());
        fs::remove_file(&path).unwrap();
        fs::write(&path, "ours").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o666)).unwrap();
        open(&path).unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"ours".to_vec(), 0o600));
    }

    #[test]
    fn a_copy_is_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let [from, to, other] = ["from", "to", "other"].map(|name| folder.path().join(name));
        fs::write(&from, "ours").unwrap();
        fs::set_permissions(&from, Permissions::from_mode(0o644)).unwrap();
        fs::write(&other, "theirs").unwrap();
        symlink(&other, &to).unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(
            (fs::read(&to).unwrap(), mode(&to), fs::read(&other).unwrap()),
            (b"ours".to_vec(), 0o600, b"theirs".to_vec())
        );
    }

    #[test]
    fn a_folder_is_its_owners_alone_and_never_a_link() {
        let place = tempfile::tempdir().unwrap();
        let (open, link) = (place.path().join("open"), place.path().join("link"));
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, Permissions::from_mode(0o777)).unwrap();
        symlink(&open, &link).unwrap();
        assert!(folder(&link).is_err());
        assert_eq!(mode(&open), 0o777);
        folder(&open).unwrap();
        assert_eq!(mode(&open), 0o700);
    }

    #[test]
    fn no_more_is_read_than_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "1234").unwrap();
        assert_eq!(read(&path, 4).unwrap(), b"1234");
        assert_eq!(read(&path, 3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert!(read(Path::new("/dev/zero"), 1_000).is_err());
    }

    #[test]
    fn a_secret_is_for_its_owner_and_at_most_for_a_group_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        assert_eq!(too_open(&path), None);
        fs::write(&path, "").unwrap();
        for (mode, told) in [
            (0o600, false),
            (0o400, false),
            (0o640, false),
            (0o440, false),
            (0o644, true),
            (0o660, true),
            (0o700, true),
            (0o604, true),
            (0o666, true),
        ] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert_eq!(too_open(&path), told.then_some(mode), "{mode:o}");
        }
    }
}
