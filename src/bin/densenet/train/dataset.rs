//! Labelled images in memory, from CIFAR's binary files or a folder with a folder for each class.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use densenet_web::{
    decode::Decoded,
    metadata::{Colour, Interpolation, Preprocessing},
    preprocess,
};

use super::random::Random;
use crate::{image_file, model::read};

/// CIFAR's.
const SIDE: usize = 32;

/// Images of one size with their classes.
pub struct Dataset {
    /// The names of the classes.
    pub classes: Vec<String>,
    /// Height and width.
    pub side: usize,
    /// Red, green and blue planes of each image, one image after the other.
    pixels: Vec<u8>,
    /// A class for each image.
    pub labels: Vec<usize>,
}

impl Dataset {
    /// Files in the binary format of CIFAR-10 (a label and 3,072 bytes per image) or CIFAR-100 (two labels, the second of which is
    /// used).
    pub fn from_cifar(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let (mut pixels, mut labels, mut label_bytes) = (Vec::new(), Vec::new(), None);
        let image = 3 * SIDE * SIDE;
        for path in paths {
            let data = read(path)?;
            let fits = |bytes: usize| !data.is_empty() && data.len() % (bytes + image) == 0;
            let found = [1, 2].into_iter().find(|&bytes| fits(bytes)).with_context(|| {
                format!(
                    "{} is neither in CIFAR-10's nor in CIFAR-100's binary format: its {} bytes are not a multiple of {} or {}",
                    path.display(), data.len(), image + 1, image + 2
                )
            })?;
            ensure!(
                *label_bytes.get_or_insert(found) == found,
                "{} is in another format than the files before it: give files of CIFAR-10 or of CIFAR-100, not both",
                path.display()
            );
            for record in data.chunks_exact(found + image) {
                labels.push(record[found - 1] as usize);
                pixels.extend_from_slice(&record[found..]);
            }
        }
        let count = if label_bytes == Some(2) { 100 } else { 10 };
        if let Some(label) = labels.iter().find(|&&label| label >= count) {
            bail!("an image's label is {label}, but there are {count} classes, from 0 to {}", count - 1);
        }
        let classes = (0..count).map(|class| format!("class {class}")).collect();
        Self { classes, side: SIDE, pixels, labels }.checked()
    }

    /// A folder with a folder for each class, whose images are scaled and cropped to squares. Classes are in the order of their names.
    pub fn from_folder(folder: &Path, side: usize) -> anyhow::Result<Self> {
        let how = Preprocessing::new([side; 2], 1.0, Interpolation::Bilinear, Colour::Rgb, vec![0.0; 3], vec![1.0; 3])?;
        let entries = std::fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
        let mut folders = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
        folders.retain(|path| path.is_dir());
        folders.sort();
        let (mut classes, mut pixels, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for (label, path) in folders.iter().enumerate() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for file in image_file::find(path)? {
                let Decoded { rgba, width, height } = image_file::decode(&file)?;
                let image =
                    preprocess::prepare(&rgba, width, height, &how).with_context(|| file.display().to_string())?;
                pixels.extend(image.data().iter().map(|value| (value * 255.0).round() as u8));
                labels.push(label);
            }
            classes.push(name);
        }
        Self { classes, side, pixels, labels }.checked().with_context(|| folder.display().to_string())
    }

    fn checked(self) -> anyhow::Result<Self> {
        ensure!(self.classes.len() > 1, "training takes at least two classes, and there are {}", self.classes.len());
        if let Some(empty) = (0..self.classes.len()).find(|class| !self.labels.contains(class)) {
            bail!("there is no image of \"{}\": add some, or remove the class", self.classes[empty]);
        }
        Ok(self)
    }

    /// Changes when an image or a class does.
    pub fn checksum(&self) -> u64 {
        let numbers =
            self.pixels.iter().map(|&pixel| u64::from(pixel)).chain(self.labels.iter().map(|&label| label as u64));
        // FNV-1a.
        numbers.fold(0xcbf2_9ce4_8422_2325, |hash, number| (hash ^ number).wrapping_mul(0x100_0000_01b3))
    }

    /// How many images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// The red, green and blue planes of an image.
    pub fn pixels(&self, image: usize) -> &[u8] {
        let length = 3 * self.side * self.side;
        &self.pixels[image * length..][..length]
    }

    /// The mean and the standard deviation of each channel over some images, of numbers from 0 to 1.
    pub fn statistics(&self, images: &[usize]) -> [Vec<f32>; 2] {
        let plane = self.side * self.side;
        let (mut sums, mut squares) = ([0u64; 3], [0u64; 3]);
        for &image in images {
            for (channel, plane) in self.pixels(image).chunks_exact(plane).enumerate() {
                for &pixel in plane {
                    sums[channel] += u64::from(pixel);
                    squares[channel] += u64::from(pixel) * u64::from(pixel);
                }
            }
        }
        let count = (images.len() * plane) as f64;
        let mean = sums.map(|sum| sum as f64 / count / 255.0);
        let deviation = |channel: usize| {
            let square = squares[channel] as f64 / count / 255.0 / 255.0;
            (square - mean[channel] * mean[channel]).max(0.0).sqrt().max(1e-3) as f32
        };
        [mean.iter().map(|&mean| mean as f32).collect(), (0..3).map(deviation).collect()]
    }

    /// The images to train on, and those that are held out: a share of every class, at least one where there are two.
    pub fn split(&self, share: f64, seed: u64) -> [Vec<usize>; 2] {
        let (mut training, mut held_out) = (Vec::new(), Vec::new());
        for class in 0..self.classes.len() {
            let mut images: Vec<usize> = (0..self.len()).filter(|&image| self.labels[image] == class).collect();
            Random::for_purpose(seed, &[0, class as u64]).shuffle(&mut images);
            let wanted = (images.len() as f64 * share).round() as usize;
            let wanted = wanted.max(usize::from(share > 0.0)).min(images.len() - 1);
            held_out.extend(images.drain(..wanted));
            training.extend(images);
        }
        training.sort_unstable();
        held_out.sort_unstable();
        [training, held_out]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(labels: Vec<usize>, classes: usize) -> Dataset {
        let pixels = (0..labels.len() * 12).map(|i| (i * 37 % 251) as u8).collect();
        Dataset { classes: (0..classes).map(|c| c.to_string()).collect(), side: 2, pixels, labels }
    }

    #[test]
    fn a_share_of_every_class_is_held_out() {
        let data = dataset((0..100).map(|i| if i < 10 { 0 } else { 1 }).collect(), 2);
        let [training, held_out] = data.split(0.1, 5);
        assert_eq!((training.len(), held_out.len()), (90, 10));
        assert_eq!(held_out.iter().filter(|&&image| image < 10).count(), 1);
        assert!(held_out.iter().all(|image| !training.contains(image)));
        assert_ne!(held_out, data.split(0.1, 6)[1]);
        assert!(data.split(0.0, 5)[1].is_empty());
    }

    #[test]
    fn an_empty_class_is_named() {
        let error = dataset(vec![0, 2, 2], 3).checked().err().unwrap().to_string();
        assert_eq!(error, "there is no image of \"1\": add some, or remove the class");
    }

    #[test]
    fn statistics_are_those_of_each_channel() {
        let data = Dataset { classes: vec![], side: 1, pixels: vec![0, 51, 255, 255, 51, 255], labels: vec![0, 0] };
        let [mean, std] = data.statistics(&[0, 1]);
        assert_eq!(mean, [0.5, 0.2, 1.0]);
        assert!((std[0] - 0.5).abs() < 1e-6 && std[1] == 1e-3, "{std:?}");
    }
}
