use super::*;

fn how(size: usize) -> Preprocessing {
    with_colour(size, Colour::Rgb)
}

fn with_colour(size: usize, colour: Colour) -> Preprocessing {
    let (mean, std) = (vec![0.0; colour.channels()], vec![1.0; colour.channels()]);
    Preprocessing::new([size, size], 1.0, Interpolation::Bilinear, colour, mean, std).unwrap()
}

#[test]
fn transparency_is_white_and_planes_are_red_green_blue() {
    let rgba = [[255, 0, 0, 255], [0, 0, 0, 0]].concat().repeat(2);
    let images = prepare(&rgba, 2, 2, &how(2)).unwrap();
    assert_eq!(images.data, [1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]);
}

#[test]
fn colours_become_the_channels_of_the_input() {
    let rgba = [[200, 100, 50, 255], [200, 100, 50, 0]].concat().repeat(2);
    let bytes =
        |colour| prepare(&rgba, 2, 2, &with_colour(2, colour)).unwrap().data.iter().map(|v| v * 255.0).collect();
    let luminance: Vec<f32> = bytes(Colour::Luminance);
    // PIL: Image.new("RGB", (1, 1), (200, 100, 50)).convert("L") is 124.
    assert_eq!(luminance.iter().map(|v| v.round()).collect::<Vec<_>>(), [124.0, 255.0, 124.0, 255.0]);
    let first: Vec<f32> = bytes(Colour::FirstChannel);
    assert_eq!(first.iter().map(|v| v.round()).collect::<Vec<_>>(), [200.0, 255.0, 200.0, 255.0]);
    let rgba: Vec<f32> = bytes(Colour::Rgba);
    assert_eq!((rgba.len(), rgba[0].round(), rgba[13].round()), (16, 200.0, 0.0));
}

#[test]
fn the_resized_image_covers_an_oblong_input_in_its_own_aspect_ratio() {
    assert_eq!(resized_size([200, 100], [33, 48]), [96, 48]);
    assert_eq!(resized_size([50, 200], [33, 48]), [33, 132]);
    assert_eq!(resized_size([640, 480], [256, 256]), [341, 256]);
}

#[test]
fn bad_sizes_are_refused() {
    assert!(prepare(&[0; 15], 2, 2, &how(2)).is_err());
    assert!(prepare(&[], 0, 0, &how(2)).is_err());
    assert!(prepare(&[0; 4 * 1000], 1000, 1, &how(2)).unwrap_err().to_string().contains("at most 200 times"));
    let error = prepare(&[0; 4 * 200], 200, 1, &how(4096)).unwrap_err().to_string();
    assert!(error.contains("819200x4096"), "{error}");
}

#[test]
fn batches_hold_images_of_one_size() {
    let image = |size: usize| prepare(&[128].repeat(4 * 16), 4, 4, &how(size)).unwrap();
    let batch = Images::batch(vec![image(3), image(3)]).unwrap();
    assert_eq!((batch.count(), batch.data.len()), (2, 54));
    assert!(Images::batch(vec![image(3), image(4)]).is_err());
    assert!(Images::batch(vec![]).is_err());
}
