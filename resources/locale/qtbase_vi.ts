<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>%1
Directory not found.
Please verify the correct directory name was given.</source><translation>%1
Không tìm thấy thư mục.
Xin kiểm tra lại tên thư mục.</translation></message>
    <message><source>%1
File not found.
Please verify the correct file name was given.</source><translation>%1
Không tìm thấy tệp.
Xin kiểm tra lại tên tệp.</translation></message>
    <message><source>%1 already exists.
Do you want to replace it?</source><translation>%1 đã có rồi.
Đồng chí có muốn thay bằng tệp mới không?</translation></message>
    <message><source>&amp;Choose</source><translation>&amp;Chọn</translation></message>
    <message><source>&amp;Delete</source><translation>&amp;Xóa</translation></message>
    <message><source>&amp;Look in:</source><translation>&amp;Tìm trong:</translation></message>
    <message><source>&amp;New Folder</source><translation>Thư mục &amp;mới</translation></message>
    <message><source>&amp;Open</source><translation>&amp;Mở</translation></message>
    <message><source>&amp;Rename</source><translation>Đổ&amp;i tên</translation></message>
    <message><source>&amp;Save</source><translation>&amp;Lưu</translation></message>
    <message><source>'%1' is write protected.
Do you want to delete it anyway?</source><translation>«%1» được bảo vệ, không cho ghi.
Đồng chí vẫn muốn xóa chứ?</translation></message>
    <message><source>All Files (*)</source><translation>Mọi tệp (*)</translation></message>
    <message><source>All files (*)</source><translation>Mọi tệp (*)</translation></message>
    <message><source>Alt+Left</source><translation>Alt+Left</translation></message>
    <message><source>Alt+Right</source><translation>Alt+Right</translation></message>
    <message><source>Alt+Up</source><translation>Alt+Up</translation></message>
    <message><source>Are you sure you want to delete '%1'?</source><translation>Đồng chí có chắc muốn xóa «%1» không?</translation></message>
    <message><source>Back</source><translation>Quay lại</translation></message>
    <message><source>Change to detail view mode</source><translation>Xem kiểu chi tiết</translation></message>
    <message><source>Change to list view mode</source><translation>Xem kiểu danh sách</translation></message>
    <message><source>Could not delete directory.</source><translation>Không xóa được thư mục.</translation></message>
    <message><source>Create New Folder</source><translation>Tạo thư mục mới</translation></message>
    <message><source>Create a New Folder</source><translation>Tạo một thư mục mới</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Detail View</source><translation>Chi tiết</translation></message>
    <message><source>Directories</source><translation>Thư mục</translation></message>
    <message><source>Directory:</source><translation>Thư mục:</translation></message>
    <message><source>File &amp;name:</source><translation>Tê&amp;n tệp:</translation></message>
    <message><source>Files</source><translation>Tệp</translation></message>
    <message><source>Files of &amp;type:</source><translation>Loại &amp;tệp:</translation></message>
    <message><source>Find Directory</source><translation>Tìm thư mục</translation></message>
    <message><source>Forward</source><translation>Tiến</translation></message>
    <message><source>Go back</source><translation>Quay lại</translation></message>
    <message><source>Go forward</source><translation>Tiến tới</translation></message>
    <message><source>Go to the parent directory</source><translation>Lên thư mục trên</translation></message>
    <message><source>List View</source><translation>Danh sách</translation></message>
    <message><source>List of places and bookmarks</source><translation>Các nơi hay dùng</translation></message>
    <message><source>New Folder</source><translation>Thư mục mới</translation></message>
    <message><source>Open</source><translation>Mở</translation></message>
    <message><source>Parent Directory</source><translation>Thư mục trên</translation></message>
    <message><source>Recent Places</source><translation>Nơi vừa dùng</translation></message>
    <message><source>Remove</source><translation>Bỏ</translation></message>
    <message><source>Save As</source><translation>Lưu thành</translation></message>
    <message><source>Show </source><translation>Hiện </translation></message>
    <message><source>Show &amp;hidden files</source><translation>&amp;Hiện tệp ẩn</translation></message>
    <message><source>Sidebar</source><translation>Thanh bên</translation></message>
</context>
<context>
    <name>QPrintDialog</name>
    <message><source>%1 already exists.
Do you want to overwrite it?</source><translation>%1 đã có rồi.
Đồng chí có muốn ghi đè không?</translation></message>
    <message><source>%1 does not follow the correct syntax. Please use ',' to separate ranges and pages, '-' to define ranges and make sure ranges do not intersect with each other.</source><translation>«%1» viết chưa đúng cách. Xin dùng dấu phẩy «,» giữa các trang và các khoảng trang, dấu «-» cho khoảng trang, và không để các khoảng trùng nhau.</translation></message>
    <message><source>%1 is a directory.
Please choose a different file name.</source><translation>%1 là thư mục.
Xin chọn tên tệp khác.</translation></message>
    <message><source>&amp;Options &lt;&lt;</source><translation>&amp;Tùy chọn &lt;&lt;</translation></message>
    <message><source>&amp;Options &gt;&gt;</source><translation>&amp;Tùy chọn &gt;&gt;</translation></message>
    <message><source>&amp;Print</source><translation>&amp;In</translation></message>
    <message><source>1 (1x1)</source><translation>1 (1x1)</translation></message>
    <message><source>16 (4x4)</source><translation>16 (4x4)</translation></message>
    <message><source>2 (2x1)</source><translation>2 (2x1)</translation></message>
    <message><source>4 (2x2)</source><translation>4 (2x2)</translation></message>
    <message><source>6 (2x3)</source><translation>6 (2x3)</translation></message>
    <message><source>9 (3x3)</source><translation>9 (3x3)</translation></message>
    <message><source>All Pages</source><translation>Mọi trang</translation></message>
    <message><source>Bottom to Top, Left to Right</source><translation>Dưới lên trên, trái sang phải</translation></message>
    <message><source>Bottom to Top, Right to Left</source><translation>Dưới lên trên, phải sang trái</translation></message>
    <message><source>Duplex Settings Conflicts</source><translation>Cài đặt in hai mặt chưa khớp</translation></message>
    <message><source>Even Pages</source><translation>Trang chẵn</translation></message>
    <message><source>File %1 is not writable.
Please choose a different file name.</source><translation>Không ghi được vào tệp %1.
Xin chọn tên tệp khác.</translation></message>
    <message><source>Invalid Pages Definition</source><translation>Số trang ghi chưa đúng</translation></message>
    <message><source>Left to Right, Bottom to Top</source><translation>Trái sang phải, dưới lên trên</translation></message>
    <message><source>Left to Right, Top to Bottom</source><translation>Trái sang phải, trên xuống dưới</translation></message>
    <message><source>Local file</source><translation>Tệp trên máy</translation></message>
    <message><source>Odd Pages</source><translation>Trang lẻ</translation></message>
    <message><source>Options 'Pages Per Sheet' and 'Page Set' cannot be used together.
Please turn one of those options off.</source><translation>Không dùng cùng lúc «Số trang trên một tờ» và «Nhóm trang».
Xin tắt một trong hai.</translation></message>
    <message><source>Print</source><translation>In</translation></message>
    <message><source>Print To File ...</source><translation>In ra tệp …</translation></message>
    <message><source>Print to File (PDF)</source><translation>In ra tệp (PDF)</translation></message>
    <message><source>Right to Left, Bottom to Top</source><translation>Phải sang trái, dưới lên trên</translation></message>
    <message><source>Right to Left, Top to Bottom</source><translation>Phải sang trái, trên xuống dưới</translation></message>
    <message><source>The 'From' value cannot be greater than the 'To' value.</source><translation>Trang «từ» không được lớn hơn trang «đến».</translation></message>
    <message><source>There are conflicts in duplex settings. Do you want to fix them?</source><translation>Cài đặt in hai mặt chưa khớp nhau. Đồng chí có muốn sửa lại không?</translation></message>
    <message><source>Top to Bottom, Left to Right</source><translation>Trên xuống dưới, trái sang phải</translation></message>
    <message><source>Top to Bottom, Right to Left</source><translation>Trên xuống dưới, phải sang trái</translation></message>
    <message><source>Write PDF file</source><translation>Ghi tệp PDF</translation></message>
</context>
<context>
    <name>QPageSetupWidget</name>
    <message><source>CC</source><translation>CC</translation></message>
    <message><source>Cicero (CC)</source><translation>Cicero (CC)</translation></message>
    <message><source>Custom</source><translation>Tự chọn</translation></message>
    <message><source>DD</source><translation>DD</translation></message>
    <message><source>Didot (DD)</source><translation>Didot (DD)</translation></message>
    <message><source>Form</source><translation>Form</translation></message>
    <message><source>Height:</source><translation>Chiều cao:</translation></message>
    <message><source>Inches (in)</source><translation>Inch (in)</translation></message>
    <message><source>Landscape</source><translation>Khổ ngang</translation></message>
    <message><source>Margins</source><translation>Lề</translation></message>
    <message><source>Millimeters (mm)</source><translation>Mi-li-mét (mm)</translation></message>
    <message><source>Orientation</source><translation>Hướng giấy</translation></message>
    <message><source>Page &amp;order:</source><translation>Thứ tự t&amp;rang:</translation></message>
    <message><source>Page Layout</source><translation>Bố trí trang</translation></message>
    <message><source>Page size:</source><translation>Khổ giấy:</translation></message>
    <message><source>Pages &amp;per sheet:</source><translation>Số trang trên &amp;một tờ:</translation></message>
    <message><source>Paper</source><translation>Giấy</translation></message>
    <message><source>Paper source:</source><translation>Khay giấy:</translation></message>
    <message><source>Pica (P̸)</source><translation>Pica (P̸)</translation></message>
    <message><source>Points (pt)</source><translation>Điểm (pt)</translation></message>
    <message><source>Portrait</source><translation>Khổ dọc</translation></message>
    <message><source>P̸</source><translation>P̸</translation></message>
    <message><source>Reverse landscape</source><translation>Khổ ngang, ngược</translation></message>
    <message><source>Reverse portrait</source><translation>Khổ dọc, ngược</translation></message>
    <message><source>Width:</source><translation>Chiều rộng:</translation></message>
    <message><source>bottom margin</source><translation>lề dưới</translation></message>
    <message><source>in</source><translation>in</translation></message>
    <message><source>left margin</source><translation>lề trái</translation></message>
    <message><source>mm</source><translation>mm</translation></message>
    <message><source>pt</source><translation>pt</translation></message>
    <message><source>right margin</source><translation>lề phải</translation></message>
    <message><source>top margin</source><translation>lề trên</translation></message>
</context>
<context>
    <name>QAccessibleActionInterface</name>
    <message><source>Decrease</source><translation>Giảm</translation></message>
    <message><source>Decrease the value</source><translation>Giảm giá trị</translation></message>
    <message><source>Goes back a page</source><translation>Lùi một trang</translation></message>
    <message><source>Goes to the next page</source><translation>Sang trang sau</translation></message>
    <message><source>Increase</source><translation>Tăng</translation></message>
    <message><source>Increase the value</source><translation>Tăng giá trị</translation></message>
    <message><source>Next Page</source><translation>Trang sau</translation></message>
    <message><source>Press</source><translation>Bấm</translation></message>
    <message><source>Previous Page</source><translation>Trang trước</translation></message>
    <message><source>Scroll Down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll Left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scroll Right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Scroll Up</source><translation>Cuộn lên</translation></message>
    <message><source>Scrolls down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scrolls to the left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scrolls to the right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Scrolls up</source><translation>Cuộn lên</translation></message>
    <message><source>SetFocus</source><translation>Đưa con trỏ tới</translation></message>
    <message><source>Sets the focus</source><translation>Đưa con trỏ tới đây</translation></message>
    <message><source>ShowMenu</source><translation>Mở bảng chọn</translation></message>
    <message><source>Shows the menu</source><translation>Mở bảng chọn</translation></message>
    <message><source>Toggle</source><translation>Đổi</translation></message>
    <message><source>Toggles the state</source><translation>Đổi trạng thái</translation></message>
    <message><source>Triggers the action</source><translation>Thực hiện</translation></message>
</context>
<context>
    <name>QCupsJobWidget</name>
    <message><source>&amp;Billing information:</source><translation>Thông tin &amp;thanh toán:</translation></message>
    <message><source>&amp;End:</source><translation>&amp;Cuối:</translation></message>
    <message><source>&amp;Start:</source><translation>Đầ&amp;u:</translation></message>
    <message><source>Banner Pages</source><translation>Trang bìa</translation></message>
    <message><source>Classified</source><translation>Hạn chế</translation></message>
    <message><source>Confidential</source><translation>Mật</translation></message>
    <message><source>Day (06:00 to 17:59)</source><translation>Ban ngày (06:00 đến 17:59)</translation></message>
    <message><source>Hold Indefinitely</source><translation>Giữ lại chưa in</translation></message>
    <message><source>Job</source><translation>Lệnh in</translation></message>
    <message><source>Job &amp;priority:</source><translation>Mức ư&amp;u tiên:</translation></message>
    <message><source>Job Control</source><translation>Điều khiển lệnh in</translation></message>
    <message><source>Night (18:00 to 05:59)</source><translation>Ban đêm (18:00 đến 05:59)</translation></message>
    <message><source>None</source><translation>Không</translation></message>
    <message><source>Print Immediately</source><translation>In ngay</translation></message>
    <message><source>Scheduled &amp;printing:</source><translation>&amp;Hẹn giờ in:</translation></message>
    <message><source>Second Shift (16:00 to 23:59)</source><translation>Ca hai (16:00 đến 23:59)</translation></message>
    <message><source>Secret</source><translation>Tối mật</translation></message>
    <message><source>Specific Time</source><translation>Giờ đã định</translation></message>
    <message><source>Standard</source><translation>Tiêu chuẩn</translation></message>
    <message><source>Third Shift (00:00 to 07:59)</source><translation>Ca ba (00:00 đến 07:59)</translation></message>
    <message><source>Top Secret</source><translation>Tuyệt mật</translation></message>
    <message><source>Unclassified</source><translation>Không mật</translation></message>
    <message><source>Weekend (Saturday to Sunday)</source><translation>Cuối tuần (thứ Bảy và Chủ nhật)</translation></message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message><source>Collate</source><translation>Xếp theo bộ</translation></message>
    <message><source>Color</source><translation>Màu</translation></message>
    <message><source>Color Mode</source><translation>Kiểu màu</translation></message>
    <message><source>Copies</source><translation>Số bản</translation></message>
    <message><source>Copies:</source><translation>Số bản:</translation></message>
    <message><source>Current Page</source><translation>Trang này</translation></message>
    <message><source>Double Sided Printing</source><translation>In hai mặt</translation></message>
    <message><source>Form</source><translation>Biểu mẫu</translation></message>
    <message><source>Grayscale</source><translation>Đen trắng</translation></message>
    <message><source>Long side binding</source><translation>Lật theo cạnh dài</translation></message>
    <message><source>Off</source><translation>Tắt</translation></message>
    <message><source>Options</source><translation>Tùy chọn</translation></message>
    <message><source>Output Settings</source><translation>Cài đặt in</translation></message>
    <message><source>Page &amp;Set:</source><translation>&amp;Nhóm trang:</translation></message>
    <message><source>Pages</source><translation>Các trang</translation></message>
    <message><source>Pages from</source><translation>Từ trang</translation></message>
    <message><source>Print all</source><translation>In tất cả</translation></message>
    <message><source>Print range</source><translation>Phạm vi in</translation></message>
    <message><source>Reverse</source><translation>Thứ tự ngược</translation></message>
    <message><source>Selection</source><translation>Phần đã chọn</translation></message>
    <message><source>Short side binding</source><translation>Lật theo cạnh ngắn</translation></message>
    <message><source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source><translation>Ghi các trang hoặc khoảng trang, cách nhau bằng dấu phẩy. Khoảng trang là hai số nối bằng dấu gạch ngang. Thí dụ: 3,5-7,9 sẽ in các trang 3, 5, 6, 7 và 9.</translation></message>
    <message><source>to</source><translation>đến</translation></message>
</context>
<context>
    <name>QStandardPaths</name>
    <message><source>Application Configuration</source><translation>Cấu hình chương trình</translation></message>
    <message><source>Application Data</source><translation>Dữ liệu chương trình</translation></message>
    <message><source>Applications</source><translation>Chương trình</translation></message>
    <message><source>Cache</source><translation>Bộ nhớ đệm</translation></message>
    <message><source>Configuration</source><translation>Cấu hình</translation></message>
    <message><source>Desktop</source><translation>Màn hình chính</translation></message>
    <message><source>Documents</source><translation>Tài liệu</translation></message>
    <message><source>Downloads</source><translation>Tải về</translation></message>
    <message><source>Fonts</source><translation>Phông chữ</translation></message>
    <message><source>Home</source><translation>Thư mục riêng</translation></message>
    <message><source>Movies</source><translation>Phim</translation></message>
    <message><source>Music</source><translation>Nhạc</translation></message>
    <message><source>Pictures</source><translation>Ảnh</translation></message>
    <message><source>Public</source><translation>Dùng chung</translation></message>
    <message><source>Runtime</source><translation>Khi đang chạy</translation></message>
    <message><source>Shared Cache</source><translation>Bộ nhớ đệm chung</translation></message>
    <message><source>Shared Configuration</source><translation>Cấu hình chung</translation></message>
    <message><source>Shared Data</source><translation>Dữ liệu chung</translation></message>
    <message><source>Shared State</source><translation>Trạng thái chung</translation></message>
    <message><source>State</source><translation>Trạng thái</translation></message>
    <message><source>Templates</source><translation>Mẫu</translation></message>
    <message><source>Temporary Directory</source><translation>Thư mục tạm</translation></message>
    <message><source>Temporary Items</source><translation>Mục tạm</translation></message>
</context>
<context>
    <name>QPrintPreviewDialog</name>
    <message><source>%1%</source><translation>%1%</translation></message>
    <message><source>Export to PDF</source><translation>Xuất ra PDF</translation></message>
    <message><source>First page</source><translation>Trang đầu</translation></message>
    <message><source>Fit page</source><translation>Vừa trang</translation></message>
    <message><source>Fit width</source><translation>Vừa chiều rộng</translation></message>
    <message><source>Landscape</source><translation>Khổ ngang</translation></message>
    <message><source>Last page</source><translation>Trang cuối</translation></message>
    <message><source>Next page</source><translation>Trang sau</translation></message>
    <message><source>Page Setup</source><translation>Thiết lập trang</translation></message>
    <message><source>Page setup</source><translation>Thiết lập trang</translation></message>
    <message><source>Portrait</source><translation>Khổ dọc</translation></message>
    <message><source>Previous page</source><translation>Trang trước</translation></message>
    <message><source>Print</source><translation>In</translation></message>
    <message><source>Print Preview</source><translation>Xem trước khi in</translation></message>
    <message><source>Show facing pages</source><translation>Xem hai trang cạnh nhau</translation></message>
    <message><source>Show overview of all pages</source><translation>Xem mọi trang</translation></message>
    <message><source>Show single page</source><translation>Xem từng trang</translation></message>
    <message><source>Zoom in</source><translation>Phóng to</translation></message>
    <message><source>Zoom out</source><translation>Thu nhỏ</translation></message>
</context>
<context>
    <name>QMdiSubWindow</name>
    <message><source>%1 - [%2]</source><translation>%1 - [%2]</translation></message>
    <message><source>&amp;Close</source><translation>Đón&amp;g</translation></message>
    <message><source>&amp;Move</source><translation>&amp;Di chuyển</translation></message>
    <message><source>&amp;Restore</source><translation>&amp;Khôi phục</translation></message>
    <message><source>&amp;Size</source><translation>&amp;Cỡ</translation></message>
    <message><source>- [%1]</source><translation>- [%1]</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>Ma&amp;ximize</source><translation>Phóng t&amp;o</translation></message>
    <message><source>Maximize</source><translation>Phóng to</translation></message>
    <message><source>Menu</source><translation>Bảng chọn</translation></message>
    <message><source>Mi&amp;nimize</source><translation>Th&amp;u nhỏ</translation></message>
    <message><source>Minimize</source><translation>Thu nhỏ</translation></message>
    <message><source>Restore</source><translation>Khôi phục</translation></message>
    <message><source>Restore Down</source><translation>Thu lại</translation></message>
    <message><source>Shade</source><translation>Cuộn lên</translation></message>
    <message><source>Stay on &amp;Top</source><translation>&amp;Luôn ở trên</translation></message>
    <message><source>Unshade</source><translation>Mở ra</translation></message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message><source>&amp;No</source><translation>&amp;Không</translation></message>
    <message><source>&amp;Yes</source><translation>&amp;Có</translation></message>
    <message><source>Abort</source><translation>Dừng lại</translation></message>
    <message><source>Apply</source><translation>Áp dụng</translation></message>
    <message><source>Cancel</source><translation>Hủy bỏ</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Discard</source><translation>Không lưu</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>Ignore</source><translation>Bỏ qua</translation></message>
    <message><source>N&amp;o to All</source><translation>Khôn&amp;g cho tất cả</translation></message>
    <message><source>OK</source><translation>Đồng ý</translation></message>
    <message><source>Open</source><translation>Mở</translation></message>
    <message><source>Reset</source><translation>Đặt lại</translation></message>
    <message><source>Restore Defaults</source><translation>Về mặc định</translation></message>
    <message><source>Retry</source><translation>Thử lại</translation></message>
    <message><source>Save</source><translation>Lưu</translation></message>
    <message><source>Save All</source><translation>Lưu tất cả</translation></message>
    <message><source>Yes to &amp;All</source><translation>Có cho &amp;tất cả</translation></message>
</context>
<context>
    <name>QScrollBar</name>
    <message><source>Bottom</source><translation>Cuối</translation></message>
    <message><source>Left edge</source><translation>Mép trái</translation></message>
    <message><source>Page down</source><translation>Xuống một trang</translation></message>
    <message><source>Page left</source><translation>Sang trái một trang</translation></message>
    <message><source>Page right</source><translation>Sang phải một trang</translation></message>
    <message><source>Page up</source><translation>Lên một trang</translation></message>
    <message><source>Right edge</source><translation>Mép phải</translation></message>
    <message><source>Scroll down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll here</source><translation>Cuộn tới đây</translation></message>
    <message><source>Scroll left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scroll right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Scroll up</source><translation>Cuộn lên</translation></message>
    <message><source>Top</source><translation>Đầu</translation></message>
</context>
<context>
    <name>QColorDialog</name>
    <message><source>&amp;Add to Custom Colors</source><translation>&amp;Thêm vào màu tự chọn</translation></message>
    <message><source>&amp;Basic colors</source><translation>Màu &amp;cơ bản</translation></message>
    <message><source>&amp;Custom colors</source><translation>Màu tự c&amp;họn</translation></message>
    <message><source>&amp;Green:</source><translation>&amp;Lục:</translation></message>
    <message><source>&amp;HTML:</source><translation>&amp;HTML:</translation></message>
    <message><source>&amp;Pick Screen Color</source><translation>Lấy &amp;màu trên màn hình</translation></message>
    <message><source>&amp;Red:</source><translation>Đ&amp;ỏ:</translation></message>
    <message><source>&amp;Sat:</source><translation>Độ &amp;đậm:</translation></message>
    <message><source>&amp;Val:</source><translation>Độ &amp;sáng:</translation></message>
    <message><source>A&amp;lpha channel:</source><translation>Độ tr&amp;ong:</translation></message>
    <message><source>Bl&amp;ue:</source><translation>&amp;Xanh:</translation></message>
    <message><source>Cursor at %1, %2
Press ESC to cancel</source><translation>Con trỏ ở %1, %2
Bấm Esc để thôi</translation></message>
    <message><source>Hu&amp;e:</source><translation>Sắ&amp;c màu:</translation></message>
    <message><source>Select Color</source><translation>Chọn màu</translation></message>
</context>
<context>
    <name>QWizard</name>
    <message><source>&amp;Finish</source><translation>&amp;Xong</translation></message>
    <message><source>&amp;Help</source><translation>Trợ &amp;giúp</translation></message>
    <message><source>&amp;Next</source><translation>&amp;Tiếp</translation></message>
    <message><source>&amp;Next &gt;</source><translation>&amp;Tiếp &gt;</translation></message>
    <message><source>&lt; &amp;Back</source><translation>&lt; &amp;Quay lại</translation></message>
    <message><source>Cancel</source><translation>Hủy bỏ</translation></message>
    <message><source>Commit</source><translation>Thực hiện</translation></message>
    <message><source>Continue</source><translation>Tiếp tục</translation></message>
    <message><source>Done</source><translation>Xong</translation></message>
    <message><source>Go Back</source><translation>Quay lại</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
</context>
<context>
    <name>QFontDialog</name>
    <message><source>&amp;Font</source><translation>&amp;Phông chữ</translation></message>
    <message><source>&amp;Size</source><translation>&amp;Cỡ</translation></message>
    <message><source>&amp;Underline</source><translation>&amp;Gạch chân</translation></message>
    <message><source>Effects</source><translation>Hiệu ứng</translation></message>
    <message><source>Font st&amp;yle</source><translation>&amp;Kiểu chữ</translation></message>
    <message><source>Sample</source><translation>Chữ thử</translation></message>
    <message><source>Select Font</source><translation>Chọn phông chữ</translation></message>
    <message><source>Stri&amp;keout</source><translation>Gạch n&amp;gang</translation></message>
    <message><source>Wr&amp;iting System</source><translation>&amp;Hệ chữ viết</translation></message>
</context>
<context>
    <name>QPrintWidget</name>
    <message><source>&amp;Name:</source><translation>&amp;Tên:</translation></message>
    <message><source>...</source><translation>…</translation></message>
    <message><source>Form</source><translation>Biểu mẫu</translation></message>
    <message><source>Location:</source><translation>Nơi đặt:</translation></message>
    <message><source>Output &amp;file:</source><translation>Tệp &amp;kết quả:</translation></message>
    <message><source>P&amp;roperties</source><translation>Th&amp;uộc tính</translation></message>
    <message><source>Preview</source><translation>Xem trước</translation></message>
    <message><source>Printer</source><translation>Máy in</translation></message>
    <message><source>Type:</source><translation>Loại:</translation></message>
</context>
<context>
    <name>QErrorMessage</name>
    <message><source>&amp;OK</source><translation>Đồng &amp;ý</translation></message>
    <message><source>&amp;Show this message again</source><translation>&amp;Lần sau vẫn báo</translation></message>
    <message><source>An error occurred</source><translation>Đã có lỗi</translation></message>
    <message><source>Critical Error:</source><translation>Lỗi nặng:</translation></message>
    <message><source>Debug Message:</source><translation>Tin gỡ lỗi:</translation></message>
    <message><source>Fatal Error:</source><translation>Lỗi làm dừng chương trình:</translation></message>
    <message><source>Information:</source><translation>Thông tin:</translation></message>
    <message><source>Warning:</source><translation>Lưu ý:</translation></message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message><source>&amp;Copy</source><translation>&amp;Chép</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>&amp;Redo</source><translation>Làm &amp;lại</translation></message>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>Copy &amp;Link Location</source><translation>Chép địa chỉ liên &amp;kết</translation></message>
    <message><source>Cu&amp;t</source><translation>Cắ&amp;t</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn tất cả</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Alias</source><translation>Bí danh</translation></message>
    <message><source>Drive</source><translation>Ổ đĩa</translation></message>
    <message><source>File</source><translation>Tệp</translation></message>
    <message><source>File Folder</source><translation>Thư mục</translation></message>
    <message><source>Folder</source><translation>Thư mục</translation></message>
    <message><source>Shortcut</source><translation>Lối tắt</translation></message>
    <message><source>Unknown</source><translation>Không rõ</translation></message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message><source>Computer</source><translation>Máy tính</translation></message>
    <message><source>Date Modified</source><translation>Ngày sửa</translation></message>
    <message><source>Kind</source><translation>Loại</translation></message>
    <message><source>My Computer</source><translation>Máy tính này</translation></message>
    <message><source>Name</source><translation>Tên</translation></message>
    <message><source>Size</source><translation>Cỡ</translation></message>
    <message><source>Type</source><translation>Loại</translation></message>
</context>
<context>
    <name>QLineEdit</name>
    <message><source>&amp;Copy</source><translation>&amp;Chép</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>&amp;Redo</source><translation>Làm &amp;lại</translation></message>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>Cu&amp;t</source><translation>Cắ&amp;t</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn tất cả</translation></message>
</context>
<context>
    <name>QIODevice</name>
    <message><source>No space left on device</source><translation>Ổ đĩa đã đầy</translation></message>
    <message><source>No such file or directory</source><translation>Không có tệp hoặc thư mục này</translation></message>
    <message><source>Permission denied</source><translation>Không được phép</translation></message>
    <message><source>Too many open files</source><translation>Mở quá nhiều tệp</translation></message>
    <message><source>Unknown error</source><translation>Lỗi chưa rõ</translation></message>
    <message><source>file to open is a directory</source><translation>tên cần mở là một thư mục</translation></message>
</context>
<context>
    <name>QFile</name>
    <message><source>Cannot open %1 for input</source><translation>Không mở được %1 để đọc</translation></message>
    <message><source>Cannot open for output: %1</source><translation>Không mở được để ghi: %1</translation></message>
    <message><source>Cannot remove source file: %1</source><translation>Không bỏ được tệp gốc: %1</translation></message>
    <message><source>Could not copy to %1: %2</source><translation>Không chép được sang %1: %2</translation></message>
    <message><source>Destination file exists</source><translation>Tệp đích đã có</translation></message>
    <message><source>Destination file is the same file.</source><translation>Tệp đích chính là tệp gốc.</translation></message>
    <message><source>Error while renaming: %1</source><translation>Lỗi khi đổi tên: %1</translation></message>
    <message><source>Failure to write block: %1</source><translation>Không ghi được: %1</translation></message>
    <message><source>Source file does not exist.</source><translation>Không có tệp gốc.</translation></message>
    <message><source>Unable to restore from %1: %2</source><translation>Không khôi phục được từ %1: %2</translation></message>
    <message><source>Will not rename sequential file using block copy</source><translation>Không đổi tên được tệp loại này</translation></message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message><source>Advanced Option Conflicts</source><translation>Tùy chọn nâng cao chưa khớp</translation></message>
    <message><source>Job Options</source><translation>Tùy chọn lệnh in</translation></message>
    <message><source>Page Setup Conflicts</source><translation>Thiết lập trang chưa khớp</translation></message>
    <message><source>Printer Properties</source><translation>Thuộc tính máy in</translation></message>
    <message><source>There are conflicts in page setup options. Do you want to fix them?</source><translation>Thiết lập trang chưa khớp nhau. Đồng chí có muốn sửa lại không?</translation></message>
    <message><source>There are conflicts in some advanced options. Do you want to fix them?</source><translation>Một số tùy chọn nâng cao chưa khớp nhau. Đồng chí có muốn sửa lại không?</translation></message>
</context>
<context>
    <name>QCupsPrinterSupport</name>
    <message><source>Authentication Needed</source><translation>Cần xác nhận</translation></message>
    <message><source>Authentication needed to use %1 on %2.</source><translation>Cần xác nhận để dùng %1 trên %2.</translation></message>
    <message><source>Authentication needed to use %1.</source><translation>Cần xác nhận để dùng %1.</translation></message>
    <message><source>Password:</source><translation>Mật khẩu:</translation></message>
    <message><source>Username:</source><translation>Tên người dùng:</translation></message>
</context>
<context>
    <name>QGnomeTheme</name>
    <message><source>&amp;Cancel</source><translation>&amp;Hủy bỏ</translation></message>
    <message><source>&amp;Close</source><translation>Đón&amp;g</translation></message>
    <message><source>&amp;OK</source><translation>Đồng &amp;ý</translation></message>
    <message><source>&amp;Save</source><translation>&amp;Lưu</translation></message>
    <message><source>Close without Saving</source><translation>Đóng, không lưu</translation></message>
</context>
<context>
    <name>QMessageBox</name>
    <message><source>&lt;h3&gt;About Qt&lt;/h3&gt;&lt;p&gt;This program uses Qt version %1.&lt;/p&gt;</source><translation>&lt;h3&gt;Về Qt&lt;/h3&gt;&lt;p&gt;Chương trình này dùng Qt bản %1.&lt;/p&gt;</translation></message>
    <message><source>About Qt</source><translation>Về Qt</translation></message>
    <message><source>Hide Details...</source><translation>Ẩn chi tiết</translation></message>
    <message><source>Show Details...</source><translation>Xem chi tiết</translation></message>
</context>
<context>
    <name>QDockWidget</name>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Closes the dock widget</source><translation>Đóng khung này</translation></message>
    <message><source>Float</source><translation>Tách ra</translation></message>
    <message><source>Undocks and re-attaches the dock widget</source><translation>Tách khung ra hoặc gắn lại</translation></message>
</context>
<context>
    <name>QPrintPropertiesWidget</name>
    <message><source>Advanced</source><translation>Nâng cao</translation></message>
    <message><source>Form</source><translation>Biểu mẫu</translation></message>
    <message><source>Page</source><translation>Trang</translation></message>
    <message><source>There are conflicts in some options. Please fix them.</source><translation>Một số tùy chọn chưa khớp nhau. Xin sửa lại.</translation></message>
</context>
<context>
    <name>QSaveFile</name>
    <message><source>Existing file %1 is not writable</source><translation>Không ghi được vào tệp %1</translation></message>
    <message><source>Filename refers to a directory</source><translation>Tên tệp lại là một thư mục</translation></message>
    <message><source>QSaveFile cannot open '%1' without direct write fallback enabled.</source><translation>Không mở được «%1» để lưu an toàn.</translation></message>
    <message><source>Writing canceled by application</source><translation>Chương trình đã thôi ghi</translation></message>
</context>
<context>
    <name>QUndoGroup</name>
    <message><source>Redo</source><translation>Làm lại</translation></message>
    <message><source>Redo %1</source><translation>Làm lại %1</translation></message>
    <message><source>Undo</source><translation>Hoàn tác</translation></message>
    <message><source>Undo %1</source><translation>Hoàn tác %1</translation></message>
</context>
<context>
    <name>QUndoStack</name>
    <message><source>Redo</source><translation>Làm lại</translation></message>
    <message><source>Redo %1</source><translation>Làm lại %1</translation></message>
    <message><source>Undo</source><translation>Hoàn tác</translation></message>
    <message><source>Undo %1</source><translation>Hoàn tác %1</translation></message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message><source>&amp;Select All</source><translation>Chọn &amp;tất cả</translation></message>
    <message><source>&amp;Step up</source><translation>Tăn&amp;g</translation></message>
    <message><source>Step &amp;down</source><translation>&amp;Giảm</translation></message>
</context>
<context>
    <name>QComboBox</name>
    <message><source>False</source><translation>Sai</translation></message>
    <message><source>Open the combo box selection popup</source><translation>Mở danh sách để chọn</translation></message>
    <message><source>True</source><translation>Đúng</translation></message>
</context>
<context>
    <name>QApplication</name>
    <message><source>Application "%1" requires Qt %2, found Qt %3.</source><translation>Chương trình «%1» cần Qt %2 nhưng máy có Qt %3.</translation></message>
    <message><source>Incompatible Qt Library Error</source><translation>Bản Qt không phù hợp</translation></message>
</context>
<context>
    <name>QFileDevice</name>
    <message><source>No file engine available</source><translation>Không có cách đọc tệp này</translation></message>
    <message><source>No file engine available or engine does not support UnMapExtension</source><translation>Không có cách đọc tệp này</translation></message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message><source>%1, ...</source><translation>%1, …</translation></message>
    <message><source>Press shortcut</source><translation>Bấm phím tắt</translation></message>
</context>
<context>
    <name>QTabBar</name>
    <message><source>Scroll Left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scroll Right</source><translation>Cuộn sang phải</translation></message>
</context>
<context>
    <name>QDialog</name>
    <message><source>What's This?</source><translation>Đây là gì?</translation></message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message><source>OK</source><translation>Đồng ý</translation></message>
</context>
<context>
    <name>QInputDialog</name>
    <message><source>Enter a value:</source><translation>Ghi giá trị:</translation></message>
</context>
<context>
    <name>QProgressBar</name>
    <message><source>%p%</source><translation>%p%</translation></message>
</context>
<context>
    <name>QProgressDialog</name>
    <message><source>Cancel</source><translation>Hủy bỏ</translation></message>
</context>
<context>
    <name>QWidget</name>
    <message><source>*</source><translation>*</translation></message>
</context>
<context>
    <name>QWhatsThisAction</name>
    <message><source>What's This?</source><translation>Đây là gì?</translation></message>
</context>
<context>
    <name>QUndoModel</name>
    <message><source>&lt;empty&gt;</source><translation>&lt;trống&gt;</translation></message>
</context>
</TS>
