//! The file that holds the master key.
//!
//! A line of text: 32 bytes in base64 or hex. While keys are being changed there are two, the new
//! one first; who finds two finishes the change.

use std::{
    fmt, fs, io,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretBox};

use crate::files;

const LENGTH: usize = 32;
/// Two keys and some empty lines are shorter, in bytes.
const LONGEST: u64 = 4096;
/// Its name in the data folder, when it was given no other place.
const NAME: &str = "key";
const MEND: &str = "it should hold 32 random bytes in base64 or hex, as `openssl rand -base64 32` makes them";

/// Whoever has it can read every row. Shows in no log.
pub(crate) struct MasterKey(SecretBox<[u8; LENGTH]>);

impl MasterKey {
    /// A new one.
    pub(crate) fn random() -> Self {
        let mut bytes = Box::new([0; LENGTH]);
        SystemRandom::new().fill(&mut *bytes).expect("the operating system gives random bytes");
        Self(SecretBox::new(bytes))
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = if text.len() == 2 * LENGTH { from_hex(text)? } else { STANDARD.decode(text).ok()? };
        Some(Self(SecretBox::new(Box::new(<[u8; LENGTH]>::try_from(bytes).ok()?))))
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose_secret()
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The keys in use.
pub(crate) struct Ring {
    pub(crate) current: MasterKey,
    /// The one before, while rows may still be sealed by it.
    pub(crate) former: Option<MasterKey>,
}

impl Ring {
    /// A new key, in no file yet.
    pub(crate) fn fresh() -> Self {
        Self { current: MasterKey::random(), former: None }
    }
}

/// What is wrong with the key, and the mend. Holds nothing secret.
#[derive(Debug, thiserror::Error)]
#[error("the key in {path:?} cannot be used: {mend}")]
pub struct KeyFault {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, and what to do.
    pub mend: String,
}

/// Where the master key lies.
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
    /// Whether the operator chose the place; such a file is never made by us.
    chosen: bool,
    accepts_unsealed: bool,
}

impl KeyFile {
    /// The operator's file, or else one in the data folder.
    #[must_use]
    pub fn at(chosen: Option<&Path>, data: &Path) -> Self {
        let path = chosen.map_or_else(|| data.join(NAME), Path::to_owned);
        Self { path, chosen: chosen.is_some(), accepts_unsealed: false }
    }

    /// Whether its holder takes in, this once, rows that no key seals. Whoever writes the disk can write such rows.
    #[must_use]
    pub fn accepting_unsealed(self, accepts_unsealed: bool) -> Self {
        Self { accepts_unsealed, ..self }
    }

    pub(crate) fn accepts_unsealed(&self) -> bool {
        self.accepts_unsealed
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it lies beside the rows it seals, for want of another place.
    #[must_use]
    pub fn is_beside_the_rows(&self) -> bool {
        !self.chosen
    }

    /// Whether there is a key that can be used, or none yet.
    ///
    /// # Errors
    /// [`KeyFault`] when there is a file that cannot be used.
    pub fn is_there(&self) -> Result<bool, KeyFault> {
        Ok(self.read()?.is_some())
    }

    /// Makes a key when there is none.
    ///
    /// # Errors
    /// [`KeyFault`] when it cannot be read or written.
    pub fn make_sure(&self) -> Result<(), KeyFault> {
        if self.read()?.is_none() { self.write(&[&MasterKey::random()]) } else { Ok(()) }
    }

    /// The keys in it; `None` when it is not there and may be made.
    pub(crate) fn read(&self) -> Result<Option<Ring>, KeyFault> {
        let text = match files::text(&self.path, LONGEST) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.chosen => return Ok(None),
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge) => {
                return Err(self.fault(MEND));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.fault("it is not there; put back the one that seals the rows, or for a new store make one by `openssl rand -base64 32`"));
            }
            Err(error) => return Err(self.fault(format!("it cannot be read ({error}); check the path and its owner"))),
        };
        let keys: Option<Vec<MasterKey>> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(MasterKey::parse).collect();
        let mut keys = keys.unwrap_or_default().into_iter();
        match (keys.next(), keys.next(), keys.next()) {
            (Some(current), former, None) => Ok(Some(Ring { current, former })),
            _ => Err(self.fault(MEND)),
        }
    }

    /// Replaces the file; a reader sees the old keys or the new ones.
    pub(crate) fn write(&self, keys: &[&MasterKey]) -> Result<(), KeyFault> {
        let lines: String = keys.iter().map(|key| STANDARD.encode(key.expose()) + "\n").collect();
        self.replace(lines.as_bytes()).map_err(|error| {
            self.fault(format!("it cannot be replaced ({error}); give the program a file that it may write"))
        })
    }

    /// That it is not the key of the rows.
    pub(crate) fn wrong_for_the_rows(&self) -> KeyFault {
        self.fault("another key seals the rows; put back the one that was there before")
    }

    fn replace(&self, text: &[u8]) -> io::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        files::replace(&self.path, text)
    }

    pub(crate) fn fault(&self, mend: impl Into<String>) -> KeyFault {
        KeyFault { path: self.path.clone(), mend: mend.into() }
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, KeyFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::at(None, folder.path());
        fs::write(file.path(), text).unwrap();
        (folder, file)
    }

    #[test]
    fn base64_and_hex_are_the_same_key() {
        let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
        for text in [hex, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"] {
            let (_folder, file) = file(text);
            let ring = file.read().unwrap().unwrap();
            assert_eq!(ring.current.expose(), (0..32).collect::<Vec<u8>>());
            assert!(ring.former.is_none());
        }
    }

    #[test]
    fn what_is_no_key_is_refused_with_the_line_that_makes_one() {
        let (key, short) = ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "AAECAwQFBgcICQoLDA0ODw==");
        for text in ["", "secret", short, &"x".repeat(64), &format!("{key}\n{key}\n{key}"), &format!("{key}\nx")] {
            let (_folder, file) = file(text);
            let told = file.read().err().unwrap().to_string();
            assert!(told.contains("openssl rand -base64 32") && !told.contains(key), "{told}");
        }
    }

    #[test]
    fn a_made_key_is_its_owners_alone_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::at(None, &folder.path().join("data"));
        assert!(file.read().unwrap().is_none());
        let made = MasterKey::random();
        file.write(&[&made]).unwrap();
        assert_eq!(file.read().unwrap().unwrap().current.expose(), made.expose());
        assert_eq!(fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_chosen_file_is_never_made() {
        let folder = tempfile::tempdir().unwrap();
        assert!(KeyFile::at(Some(&folder.path().join("none")), folder.path()).read().is_err());
    }
}
